/**
 * [Note: Idempotency] A write that carries an `Idempotency-Key` is done once. The key is put down in the act's own transaction, so there is no act
 * without it and no key without its act; a second request with it waits for the first (the row is locked) and gets its answer, refusals that
 * were kept included. What was undone has left no key: it may be tried again. Keys are each caller's own and live for a day.
 */
import { createHash } from 'node:crypto';
import { and, eq, lt } from 'drizzle-orm';
import { ServiceError } from '$lib/model/service-errors';
import { idempotency } from '$lib/server/db/schema';
import { inTenant, SERVICE_TENANT, type Tx } from '$lib/server/db/transaction';
import type { Sealer } from '$lib/server/keys/sealer';
import type { OperatorSession } from '$lib/server/operators/session';
import type { UserSession } from './caller';

const KEPT_MS = 24 * 3_600_000;
const KEY = /^[\x21-\x7e]{8,200}$/;

/** What a request was answered with. */
export interface Answered {
  readonly status: number;
  readonly body: string;
}

/** A write under its caller's key. */
export class KeyedWrite {
  private constructor(
    readonly tx: Tx,
    readonly sealer: Sealer,
    readonly tenantId: string,
    readonly accountId: string,
    readonly key: string
  ) {}

  /**
   * @param request what the key stands for: method, path, query, body
   * @returns undefined where there is no key, or nobody to keep it for
   * @throws ServiceError `bad-request` on a key that is none
   */
  static of(
    tx: Tx,
    sealer: Sealer,
    who: { readonly user: UserSession | undefined; readonly operator: OperatorSession | undefined },
    key: string | null
  ): KeyedWrite | undefined {
    const tenantId = who.user?.tenantId ?? SERVICE_TENANT;
    const accountId = who.user?.accountId ?? who.operator?.operatorId;
    if (key === null || accountId === undefined) return undefined;
    if (!KEY.test(key)) throw new ServiceError('bad-request', { at: 'Idempotency-Key' });
    return new KeyedWrite(tx, sealer, tenantId, accountId, key);
  }

  /**
   * Put the key down, or find that it was.
   *
   * @returns what the first request was answered with; undefined where this is the first
   * @throws ServiceError `idempotency-mismatch` where the key stood for something else
   */
  async begin(request: readonly unknown[]): Promise<Answered | undefined> {
    const { tx, tenantId, accountId, key } = this;
    if (tx.tenantId === undefined) await tx.enter(tenantId);
    const requestHash = createHash('sha256').update(JSON.stringify(request)).digest();
    const values = { requestHash, status: null, reply: null, createdAt: tx.now };
    const [begun] = await tx.db
      .insert(idempotency)
      .values({ tenantId, accountId, key, ...values })
      .onConflictDoUpdate({
        target: [idempotency.tenantId, idempotency.accountId, idempotency.key],
        set: values,
        // the row in conflict has the tenant's id, as the target says
        setWhere: lt(idempotency.createdAt, new Date(tx.now.getTime() - KEPT_MS))
      })
      .returning({ key: idempotency.key });
    if (begun) return undefined;
    const [first] = await tx.db.select().from(idempotency).where(this.#mine());
    if (!first || !requestHash.equals(first.requestHash)) throw new ServiceError('idempotency-mismatch');
    if (first.status === null || first.reply === null) throw new Error('an idempotency key without its answer');
    return { status: first.status, body: Buffer.from(this.sealer.open(this.#purpose, first.reply)).toString() };
  }

  /** Keep the answer with the key. */
  async end({ status, body }: Answered): Promise<void> {
    const { tx } = this;
    // an operator's work may have entered a tenant
    if (tx.tenantId !== this.tenantId) await tx.enter(this.tenantId);
    await tx.db
      .update(idempotency)
      .set({ status, reply: this.sealer.seal(this.#purpose, body) })
      .where(this.#mine());
  }

  get #purpose(): string {
    return `idempotency.reply/${this.tenantId}/${this.accountId}/${this.key}`;
  }

  #mine() {
    return and(inTenant(idempotency, this.tx), eq(idempotency.accountId, this.accountId), eq(idempotency.key, this.key));
  }
}

/** Forget the keys of the tenant entered that are older than a day; a job. */
export async function forgetKeys(tx: Tx): Promise<void> {
  await tx.db
    .delete(idempotency)
    .where(and(inTenant(idempotency, tx), lt(idempotency.createdAt, new Date(tx.now.getTime() - KEPT_MS))));
}
