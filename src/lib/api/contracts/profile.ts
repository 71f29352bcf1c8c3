import * as v from 'valibot';
import { contract } from '../contract';
import { LanguageCode, line, Nothing } from '../shapes';
import { Secret, StageReply } from './login';

export const profileChange = contract({
  method: 'PATCH',
  path: '/api/v1/me',
  summary: "Change one's own name, language and time zone.",
  guard: { who: 'user' },
  body: v.object({ name: line(100), language: LanguageCode, zone: line(64) }),
  reply: Nothing
});

export const passwordRules = contract({
  method: 'GET',
  path: '/api/v1/me/password',
  summary: "What one's password must be.",
  guard: { who: 'user', stages: ['change-password', 'active'] },
  reply: v.object({ least: v.number(), kinds: v.number(), words: v.array(v.string()) })
});

export const passwordChange = contract({
  method: 'PUT',
  path: '/api/v1/me/password',
  summary: "Set one's own password. Ends all other sessions.",
  guard: { who: 'user', stages: ['change-password', 'active'] },
  body: v.object({ current: v.optional(Secret), password: Secret }),
  reply: StageReply,
  errors: ['wrong-credentials', 'weak-password', 'too-many-requests']
});

export const provePost = contract({
  method: 'POST',
  path: '/api/v1/me/prove',
  summary: 'Type the password once more, before second factors are changed.',
  guard: { who: 'user' },
  body: v.object({ password: Secret }),
  reply: Nothing,
  errors: ['wrong-credentials', 'too-many-requests']
});
