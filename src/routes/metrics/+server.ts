import type { RequestHandler } from '@sveltejs/kit';
import { transaction } from '$lib/server/db/transaction';
import { readMetrics } from '$lib/server/operators/health';
import { service } from '$lib/server/service';

/** For scrapers, at the management listener (`gate.ts`), whose list of networks is its only guard: there is nothing of a tenant in it. */
export const GET: RequestHandler = async () => {
  const open = service();
  const text = await transaction(open.store, 'operator', open.clock(), (tx) => readMetrics(tx, open));
  return new Response(text, {
    headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8', 'Cache-Control': 'no-store' }
  });
};
