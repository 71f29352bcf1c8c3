/**
 * Failures are counted by account and by address, in the store, so that neither a restart nor another instance forgets them.
 *
 * [Note: Throttle] What is counted is a hash of what was typed, whether there is such an account or not: an unknown one is locked like a known one.
 * The account's row is locked while its password is compared, so that tries sent at once are counted one by one. The address' row is not (all sign-ins
 * of an office would wait for one another): as many tries may pass it too many as passwords are compared at once.
 */
import { createHash } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { signInThrottle } from '$lib/server/db/schema';
import { tenantOf, type Tx } from '$lib/server/db/transaction';

export type ThrottleScope = 'account' | 'address' | 'factor';

interface Rule {
  /** failures without a delay; the next waits a second, each further one twice as long */
  readonly free: number;
  readonly maxDelayS: number;
  /** failures that lock; undefined: only delays */
  readonly lockAfter?: number;
  readonly lockS?: number;
  /** failures are forgotten after so long without one */
  readonly forgetS: number;
}

/** A locked account opens after an hour, or by its administrator. */
export const THROTTLE: Readonly<Record<ThrottleScope, Rule>> = {
  account: { free: 3, maxDelayS: 900, lockAfter: 10, lockS: 3600, forgetS: 24 * 3600 },
  factor: { free: 3, maxDelayS: 900, lockAfter: 10, lockS: 3600, forgetS: 24 * 3600 },
  // a whole office may come from one address
  address: { free: 50, maxDelayS: 300, forgetS: 3600 }
};

const keyOf = (text: string): Buffer => createHash('sha256').update(text).digest();
/** One line a tenant and mail address. */
export const accountKey = (tenantId: string, email: string): Buffer => keyOf(`${tenantId}\n${email}`);
/** An IPv6 network of 64 bits is one customer: its addresses are one. */
export const addressKey = (address: string): Buffer =>
  keyOf(address.includes(':') && !address.includes('.') ? networkOf(address) : address.replace(/^::ffff:/i, ''));

function networkOf(address: string): string {
  const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const groups =
    tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

const rowOf = (scope: ThrottleScope, key: Uint8Array) => and(eq(signInThrottle.scope, scope), eq(signInThrottle.key, key));

/** @returns whole seconds to wait; 0 = may try. With `lock` the row is held until the transaction ends. */
export async function secondsToWait(tx: Tx, scope: ThrottleScope, key: Uint8Array, lock = false): Promise<number> {
  if (lock) await tx.db.insert(signInThrottle).values({ scope, key }).onConflictDoNothing();
  const query = tx.db.select({ until: signInThrottle.blockedUntil }).from(signInThrottle).where(rowOf(scope, key));
  const [row] = lock ? await query.for('update') : await query;
  return Math.max(0, Math.ceil(((row?.until?.getTime() ?? 0) - tx.now.getTime()) / 1000));
}

/** Seconds that the n-th failure costs. */
export function delayAfter(scope: ThrottleScope, failures: number): number {
  const rule = THROTTLE[scope];
  if (rule.lockAfter !== undefined && failures >= rule.lockAfter) return rule.lockS ?? 0;
  return failures <= rule.free ? 0 : Math.min(rule.maxDelayS, 2 ** Math.min(20, failures - rule.free - 1));
}

/** Count a failure. @returns how many there are now, and whether this one locked */
export async function countFailure(
  tx: Tx,
  scope: ThrottleScope,
  key: Uint8Array
): Promise<{ failures: number; locked: boolean }> {
  const { forgetS, lockAfter } = THROTTLE[scope];
  const forgotten = new Date(tx.now.getTime() - forgetS * 1000);
  const [row] = await tx.db
    .insert(signInThrottle)
    .values({ scope, key, failures: 1, lastFailureAt: tx.now })
    .onConflictDoUpdate({
      target: [signInThrottle.scope, signInThrottle.key],
      set: {
        failures: sql`case when ${signInThrottle.lastFailureAt} < ${forgotten} then 1 else ${signInThrottle.failures} + 1 end`,
        lastFailureAt: tx.now
      }
    })
    .returning({ failures: signInThrottle.failures });
  const { failures } = row!;
  const delayS = delayAfter(scope, failures);
  if (delayS > 0) {
    await tx.db
      .update(signInThrottle)
      .set({ blockedUntil: new Date(tx.now.getTime() + delayS * 1000) })
      .where(rowOf(scope, key));
  }
  return { failures, locked: failures === lockAfter };
}

/** Forget the failures of one key. */
export async function forgetFailures(tx: Tx, scope: ThrottleScope, key: Uint8Array): Promise<void> {
  await tx.db.delete(signInThrottle).where(rowOf(scope, key));
}

/** Lift the lock of an account of the tenant entered, of both steps. For administrators; the caller records it. */
export async function unlockAccount(tx: Tx, email: string): Promise<void> {
  const key = accountKey(tenantOf(tx), email);
  await forgetFailures(tx, 'account', key);
  await forgetFailures(tx, 'factor', key);
}

/** When an account that failed too often may try again; undefined where it may. */
export async function lockedUntil(tx: Tx, email: string): Promise<Date | undefined> {
  const key = accountKey(tenantOf(tx), email);
  const waits = [await secondsToWait(tx, 'account', key), await secondsToWait(tx, 'factor', key)];
  const seconds = Math.max(...waits);
  return seconds === 0 ? undefined : new Date(tx.now.getTime() + seconds * 1000);
}
