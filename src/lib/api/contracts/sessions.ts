import * as v from 'valibot';
import { contract } from '../contract';
import { Id, Instant, Nothing } from '../shapes';

export const SessionRow = v.object({
  id: Id,
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
  address: v.string(),
  userAgent: v.string(),
  isActive: v.boolean(),
  isThis: v.boolean()
});
export type SessionRow = v.InferOutput<typeof SessionRow>;

export const sessionsGet = contract({
  method: 'GET',
  path: '/api/v1/me/sessions',
  summary: "One's own sessions.",
  guard: { who: 'user' },
  reply: v.object({ items: v.array(SessionRow) })
});

export const sessionDelete = contract({
  method: 'DELETE',
  path: '/api/v1/me/sessions/[sessionId]',
  summary: "End one of one's own sessions.",
  guard: { who: 'user' },
  reply: Nothing,
  errors: ['not-found']
});
