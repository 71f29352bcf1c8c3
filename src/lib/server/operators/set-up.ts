/**
 * The first start. [Note: Set-up code] An empty store has no account and no password that anybody could know. The program draws a code at
 * each start while there is no tenant, keeps its hash, and shows it on the console: who reads the console is the operator. With it the
 * operator names the first tenant, its administrator and - the same person holds the code - the first operator; both get one-time codes, and
 * choose their passwords by themselves, each at the listener that is theirs.
 */
import { randomUUID } from 'node:crypto';
import type { BodyOf, ReplyOf } from '$lib/api/contract';
import type { setUpPost } from '$lib/api/contracts/set-up';
import { issueCode } from '$lib/server/accounts/activation';
import { hashOfCode, randomCode } from '$lib/server/accounts/codes';
import { accountKey, countFailure, secondsToWait } from '$lib/server/accounts/throttle';
import type { Actor } from '$lib/server/audit/act';
import { account, setUpCode } from '$lib/server/db/schema';
import { transaction, type Tx } from '$lib/server/db/transaction';
import { Refusal } from '$lib/server/http/endpoint';
import type { Service } from '$lib/server/service';
import { hasTenants } from '$lib/server/tenants/tenants';

/** 125 bits */
const GROUPS = 5;
/** how long a code given to a person is valid */
export const CODE_HOURS = 24;

export const codeEnd = (now: Date): Date => new Date(now.getTime() + CODE_HOURS * 3_600_000);

/**
 * Draw the set-up code of this start, in place of any before.
 *
 * @returns the code; undefined once there is a tenant
 */
export async function drawSetUpCode({ store, clock }: Pick<Service, 'store' | 'clock'>): Promise<string | undefined> {
  return transaction(store, 'operator', clock(), async (tx) => {
    if (await hasTenants(tx)) {
      await tx.db.delete(setUpCode);
      return undefined;
    }
    const code = randomCode(GROUPS);
    const row = { codeHash: hashOfCode(code), createdAt: tx.now };
    await tx.db.insert(setUpCode).values(row).onConflictDoUpdate({ target: setUpCode.isOnly, set: row });
    return code;
  });
}

/** What the console says at the start of a service without tenants; undefined later. */
export async function greetingOf(open: Pick<Service, 'store' | 'clock'>): Promise<string | undefined> {
  const code = await drawSetUpCode(open);
  return code === undefined
    ? undefined
    : `Set-up code: ${code}   Open /set-up to name the first tenant. It is valid until the next start.`;
}

/** Found the service. A wrong code is counted and audited; it tells nothing about whether one is open. */
export async function setUp(
  tx: Tx,
  nobody: Actor,
  { code, tenant, admin, operator }: BodyOf<typeof setUpPost>
): Promise<ReplyOf<typeof setUpPost> | Refusal> {
  const tries = accountKey('set-up', nobody.address);
  const retrySeconds = await secondsToWait(tx, 'account', tries, true);
  if (retrySeconds > 0) return new Refusal('too-many-requests', { retrySeconds });
  const tenantId = randomUUID();
  const operatorId = randomUUID();
  const operatorCode = randomCode(GROUPS);
  const until = codeEnd(tx.now);
  const { rows } = await tx.client.query<{ done: boolean }>('select set_up($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) as done', [
    hashOfCode(code),
    tx.now,
    tenantId,
    tenant.slug,
    tenant.name,
    operatorId,
    operator.email,
    operator.name,
    hashOfCode(operatorCode),
    until
  ]);
  if (!rows[0]!.done) {
    await countFailure(tx, 'account', tries);
    tx.audit(nobody, { action: 'service.set-up', result: 'refused' });
    return new Refusal('code-refused');
  }
  const founder: Actor = { ...nobody, kind: 'operator', id: operatorId, name: operator.email, role: 'operator' };
  tx.audit(founder, { action: 'service.set-up', target: { kind: 'tenant', id: tenantId, name: tenant.slug } });
  tx.audit(founder, { action: 'operator.created', target: { kind: 'operator', id: operatorId, name: operator.email } });
  await tx.enter(tenantId);
  const issued = await createAdmin(tx, founder, tenantId, admin);
  return {
    admin: { email: admin.email, code: issued.code, expiresAt: issued.expiresAt.toISOString() },
    operator: { email: operator.email, code: operatorCode, expiresAt: until.toISOString() }
  };
}

/** The first administrator of the tenant entered, with a code to come in by. */
export async function createAdmin(
  tx: Tx,
  actor: Actor,
  tenantId: string,
  { email, name, language }: { readonly email: string; readonly name: string; readonly language: 'ja' | 'en' }
): Promise<{ readonly code: string; readonly expiresAt: Date }> {
  const id = randomUUID();
  await tx.db
    .insert(account)
    .values({ id, tenantId, email, name, language, role: 'admin', state: 'invited', createdAt: tx.now, stateSince: tx.now });
  tx.audit(actor, { action: 'account.created', target: { kind: 'account', id, name: email }, detail: { role: 'admin' } });
  return issueCode(tx, actor, id, 'activation');
}
