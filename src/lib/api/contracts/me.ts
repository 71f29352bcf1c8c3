import * as v from 'valibot';
import { contract, STAGES } from '../contract';
import { Id, LanguageCode, Role } from '../shapes';

/** Who is signed in, as the page's frame needs it. */
export const Me = v.object({
  accountId: Id,
  email: v.string(),
  name: v.string(),
  role: Role,
  language: LanguageCode,
  zone: v.string(),
  stage: v.picklist(STAGES),
  tenant: v.object({ id: Id, slug: v.string(), name: v.string() })
});
export type Me = v.InferOutput<typeof Me>;

export const meGet = contract({
  method: 'GET',
  path: '/api/v1/me',
  summary: 'Who is signed in.',
  guard: { who: 'user', stages: STAGES },
  reply: Me
});
