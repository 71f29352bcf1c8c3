import type { Guard } from '$lib/api/contract';
import { ServiceError } from '$lib/model/service-errors';
import type { Tx } from '$lib/server/db/transaction';
import { enterOperatorSession, type OperatorSession } from '$lib/server/operators/session';
import { refuseOutside } from '$lib/server/tenants/network';
import { isInside } from '$lib/server/tenants/ranges';
import { enterSession, touchSession, type UserSession } from './caller';

/**
 * Who asks, and whether the guard lets them.
 *
 * @param token the session cookie's
 * @returns the session; undefined where the guard lets anyone and there is none
 * @throws ServiceError `sign-in-needed`, `wrong-stage`, `tenant-suspended`, `outside-network`
 */
export async function userOf(guard: Guard, tx: Tx, token: string | undefined, address: string): Promise<UserSession | undefined> {
  if (guard.who === 'operator') return undefined;
  const user = token === undefined ? undefined : await enterSession(tx, token, address);
  // an invited account works on one thing only: its first password
  const isOpen = user?.accountState === 'active' || (user?.accountState === 'invited' && user.stage === 'change-password');
  // of an account that may not, and from outside the tenant's networks, a session is none
  if (guard.who === 'anyone') return isOpen && isInside(user.allowList, address) ? user : undefined;
  if (!user || !isOpen) throw new ServiceError('sign-in-needed');
  refuseOutside(user.allowList, address);
  if (user.tenantState !== 'active') throw new ServiceError('tenant-suspended');
  if (!(guard.stages ?? ['active']).includes(user.stage)) throw new ServiceError('wrong-stage', { stage: user.stage });
  await touchSession(tx, user);
  return user;
}

/**
 * Which operator asks, and whether the guard lets them. For endpoints of the console: they work as `kiseki_operator`.
 *
 * @param token the management listener's session cookie's
 * @returns the session; undefined where the guard asks for none
 * @throws ServiceError `sign-in-needed`, `wrong-stage`
 */
export async function operatorOf(
  guard: Guard,
  tx: Tx,
  token: string | undefined,
  address: string
): Promise<OperatorSession | undefined> {
  if (guard.who !== 'operator') return undefined;
  const operator = token === undefined ? undefined : await enterOperatorSession(tx, token, address);
  if (!operator) throw new ServiceError('sign-in-needed');
  if (!(guard.stages ?? ['active']).includes(operator.stage)) throw new ServiceError('wrong-stage', { stage: operator.stage });
  return operator;
}

/** Whether the guard lets this role; what it refuses to somebody who is signed in is theirs to answer for, and recorded. */
export function lets(guard: Guard, tx: Tx, user: UserSession | undefined, asked: string): boolean {
  if (guard.who !== 'user' || !guard.roles || !user || guard.roles.includes(user.role)) return true;
  tx.audit(user.actor, { action: 'access.denied', target: { kind: 'endpoint', id: asked, name: '' }, result: 'refused' });
  return false;
}
