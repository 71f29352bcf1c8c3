import { MIGRATIONS } from '$lib/server/db/migrations';
import { schemaMigration } from '$lib/server/db/schema';
import { transaction } from '$lib/server/db/transaction';
import { service } from '$lib/server/service';
import { isDraining } from './draining';

const say = (status: number, word: string): Response =>
  new Response(`${word}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' } });

/** The process answers; whether it can work is `readiness`. A platform restarts what is not alive, and only that. */
export function liveness(): Response {
  return say(200, 'alive');
}

/**
 * Whether requests should be sent here: the store answers and has this program's shape, and the process is not about to end. One that a newer
 * instance has migrated further is fine: each migration leaves a store that the version before can work on.
 */
export async function readiness(): Promise<Response> {
  if (isDraining()) return say(503, 'draining');
  try {
    const open = service();
    const rows = await transaction(open.store, 'app', open.clock(), (tx) => tx.db.select().from(schemaMigration));
    const done = new Set(rows.map(({ version }) => version));
    return MIGRATIONS.every(({ version }) => done.has(version)) ? say(200, 'ready') : say(503, 'store not migrated');
  } catch {
    return say(503, 'store unavailable');
  }
}
