import type { Guard } from '$lib/api/contract';
import { ServiceError } from '$lib/model/service-errors';
import type { Tx } from '$lib/server/db/transaction';
import { isInside, refuseOutside } from '$lib/server/tenants/network';
import { enterOperatorSession, type OperatorSession } from '$lib/server/operators/session';
import { enterSession, touchSession, type UserSession } from './caller';

/**
 * Who asks, and whether the guard lets them.
 *
 * @param token the session cookie's
 * @returns the session; undefined where the guard lets anyone and there is none
 * @throws ServiceError `sign-in-needed`, `wrong-stage`, `forbidden`, `tenant-suspended`, `outside-network`
 */
export async function userOf(guard: Guard, tx: Tx, token: string | undefined, address: string): Promise<UserSession | undefined> {
  if (guard.who === 'operator') return undefined;
  const user = token === undefined ? undefined : await enterSession(tx, token, address);
  // from outside the tenant's networks a session is none
  if (guard.who === 'anyone') return user && isInside(user.allowList, address) ? user : undefined;
  // an invited account works on one thing only: its first password
  const isOpen = user?.accountState === 'active' || (user?.accountState === 'invited' && user.stage === 'change-password');
  if (!user || !isOpen) throw new ServiceError('sign-in-needed');
  refuseOutside(user.allowList, address);
  if (user.tenantState !== 'active') throw new ServiceError('tenant-suspended');
  if (!(guard.stages ?? ['active']).includes(user.stage)) throw new ServiceError('wrong-stage', { stage: user.stage });
  if (guard.roles && !guard.roles.includes(user.role)) throw new ServiceError('forbidden');
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
