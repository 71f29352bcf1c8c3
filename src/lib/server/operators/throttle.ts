import type { Tx } from '$lib/server/db/transaction';
import { Refusal } from '$lib/server/http/endpoint';

/** @returns a refusal while an address has to wait after its failures */
export async function throttled(tx: Tx, address: string): Promise<Refusal | undefined> {
  const { rows } = await tx.client.query<{ seconds: number | null }>('select throttle_wait($1, $2) as seconds', [address, tx.now]);
  const seconds = rows[0]?.seconds;
  return seconds == null ? undefined : new Refusal('too-many-requests', { retrySeconds: seconds });
}

/** Count a failure of an address; each makes it wait longer. */
export async function countFailure(tx: Tx, address: string): Promise<void> {
  await tx.client.query('select throttle_failed($1, $2)', [address, tx.now]);
}
