/** Shapes that many contracts use. Instants travel as RFC 3339 in UTC with milliseconds. */
import * as v from 'valibot';

/** A row's name: a UUID in lower case. */
export const Id = v.pipe(v.string(), v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/));

/** `2026-11-24T14:00:00.000Z` */
export const Instant = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  // there is a 30 February in no calendar, and a year 0 in no store
  v.check((text) => text >= '0001' && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text)
);

/** One line of text that a person typed: NFC, trimmed, no control characters. */
export const line = (max: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.normalize('NFC').trim()),
    v.minLength(1),
    v.maxLength(max),

    v.regex(/^[^\u0000-\u001f\u007f\u2028\u2029]*$/)
  );

/** Text of several lines, possibly empty. */
export const prose = (max: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => text.normalize('NFC').trim()),
    v.maxLength(max),

    v.regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/)
  );

/** A mail address, in lower case. */
export const Email = v.pipe(
  v.string(),
  v.transform((text) => text.normalize('NFKC').trim().toLowerCase()),
  v.maxLength(254),
  v.email()
);

/** The short name of a tenant, as its users type it. */
export const Slug = v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/));

export const ROLES = ['admin', 'analyst', 'viewer', 'auditor'] as const;
export const Role = v.picklist(ROLES);
export type Role = v.InferOutput<typeof Role>;

export const LanguageCode = v.picklist(['ja', 'en']);

/** How far into a list: `after` is the `next` of the page before. */
export const PageQuery = v.object({
  after: v.optional(v.pipe(v.string(), v.maxLength(200))),
  limit: v.optional(v.pipe(v.string(), v.regex(/^\d{1,4}$/), v.transform(Number), v.minValue(1), v.maxValue(500)), '100')
});

/** A page of a list; `next` is absent on the last. */
export const pageOf = <T extends v.GenericSchema>(item: T) => v.object({ items: v.array(item), next: v.optional(v.string()) });

/** Nothing to say beyond the status. */
export const Nothing = v.strictObject({});
