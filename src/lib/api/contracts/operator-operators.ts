import * as v from 'valibot';
import { contract } from '../contract';
import { Email, Id, Instant, line, Nothing } from '../shapes';
import { IssuedCode } from './set-up';

/** An operator as the others see one. */
export const Operator = v.object({
  operatorId: Id,
  email: v.string(),
  name: v.string(),
  state: v.picklist(['invited', 'active', 'disabled']),
  hasSecondFactor: v.boolean(),
  createdAt: Instant
});
export type Operator = v.InferOutput<typeof Operator>;

export const operatorsGet = contract({
  method: 'GET',
  path: '/api/v1/operator/operators',
  summary: 'All operators.',
  guard: { who: 'operator' },
  reply: v.object({ items: v.array(Operator) })
});

export const operatorPost = contract({
  method: 'POST',
  path: '/api/v1/operator/operators',
  summary: 'Create an operator; the one-time code is shown once.',
  guard: { who: 'operator' },
  body: v.strictObject({ email: Email, name: line(120) }),
  reply: IssuedCode,
  errors: ['conflict']
});

export const operatorResetPost = contract({
  method: 'POST',
  path: '/api/v1/operator/operators/[operatorId]/reset',
  summary: 'Take an operator’s password and second factor away and issue a one-time code.',
  guard: { who: 'operator' },
  reply: IssuedCode,
  errors: ['wrong-state']
});

export const operatorStatePut = contract({
  method: 'PUT',
  path: '/api/v1/operator/operators/[operatorId]/state',
  summary: 'Disable or enable an operator.',
  guard: { who: 'operator' },
  body: v.strictObject({ enabled: v.boolean() }),
  reply: Nothing,
  errors: ['last-operator']
});
