import { and, eq } from 'drizzle-orm';
import type { RequestEvent } from '@sveltejs/kit';
import type { Stage } from '$lib/api/contract';
import { session } from '$lib/server/db/schema';
import { inTenant, type Tx } from '$lib/server/db/transaction';
import type { UserSession } from '$lib/server/http/caller';
import { Refusal } from '$lib/server/http/endpoint';
import type { FactorAdded } from './second-factor';
import type { Origin, SignedIn } from './sessions';

interface Answering {
  readonly tx: Tx;
  readonly user: UserSession | undefined;
  readonly setCookie: (token: string | null) => void;
}

/** Where a request comes from. */
export const originOf = ({ address, event }: { address: string; event: RequestEvent }): Origin => ({
  address,
  userAgent: event.request.headers.get('user-agent') ?? ''
});

/** Give the browser its new token, and say what is owed next. A session that it had before does not stay behind. */
export async function answerSignedIn(
  { tx, user, setCookie }: Answering,
  result: SignedIn | Refusal
): Promise<{ stage: Stage } | Refusal> {
  if (result instanceof Refusal) return result;
  setCookie(result.token);
  if (user) {
    // a session that went on has another id by now
    await tx.enter(user.tenantId);
    await tx.db.delete(session).where(and(inTenant(session, tx), eq(session.id, user.sessionId)));
  }
  return { stage: result.stage };
}

/** As `answerSignedIn`, with the recovery codes that came with a first factor. */
export async function answerFactorAdded(call: Answering, result: FactorAdded | Refusal) {
  if (result instanceof Refusal) return result;
  const answer = await answerSignedIn(call, result.next);
  if (answer instanceof Refusal) return answer;
  return { ...answer, ...(result.recoveryCodes ? { recoveryCodes: [...result.recoveryCodes] } : {}) };
}
