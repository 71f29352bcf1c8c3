/** What the operator decides for the whole service, and what everybody may know of it. */
import * as v from 'valibot';
import { line, prose } from './shapes';

const optionalLine = (max: number) => v.optional(v.union([v.literal(''), line(max)]), '');

/** Whom to ask, as the contact page says it; empty where there is nothing to say. */
export const Contact = v.object({
  /** who runs the service */
  operator: optionalLine(200),
  email: v.optional(v.union([v.literal(''), v.pipe(line(254), v.email())]), ''),
  phone: optionalLine(60),
  hoursJa: optionalLine(200),
  hoursEn: optionalLine(200),
  noteJa: v.optional(prose(2000), ''),
  noteEn: v.optional(prose(2000), '')
});
export type Contact = v.InferOutput<typeof Contact>;

/** All settings; what is absent has its default. */
export const ServiceSettings = v.object({
  /** whether the app may be used without an account */
  guests: v.optional(v.boolean(), true),
  contact: v.optional(Contact, {})
});
export type ServiceSettings = v.InferOutput<typeof ServiceSettings>;
