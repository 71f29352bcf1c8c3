import { CALLER_HEADER, addressOf } from '$lib/api/client';
import { COOKIES } from '$lib/server/http/caller';
import { SERVICE_TENANT } from '$lib/server/db/transaction';
import { OPERATOR } from './seeds';
import { Caller } from '../support/app';
import type { Case } from './cases';
import type { Change, World } from './world';

export interface Outcome {
  readonly status: number;
  readonly text: string;
  readonly changes: readonly Change[];
  /** ids of the tenants of whom rows were locked */
  readonly locked: readonly string[];
}

/** Ask as the case says, in a store that is as before afterwards. */
export function outcomeOf(world: World, each: Case): Promise<Outcome> {
  return world.undone(async () => {
    await each.prepare(world);
    const isOperators = each.contract.path.startsWith('/api/v1/operator/');
    const right = isOperators ? 'management' : 'public';
    const caller = new Caller(world.app, each.wrongListener ? (isOperators ? 'public' : 'management') : right);
    const own = each.asker === 'operator' ? OPERATOR : each.home.token(each.asker);
    // whose it is says the store: a user's is tried at the console too
    if (each.cookie !== 'none') caller.cookies.set(COOKIES[right], each.cookie === 'own' ? own : own.toUpperCase());
    const { body } = each.input;
    const { result, changes, locked } = await world.changesOf(async () => {
      const answer = await caller.ask(addressOf(each.contract, each.input), {
        method: each.contract.method,
        headers: {
          ...(each.withoutCallerHeader ? {} : { [CALLER_HEADER]: '1' }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...each.headers
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      });
      return { status: answer.status, text: await answer.text() };
    });
    return { ...result, changes, locked };
  });
}

/** Kept on refusals too, and about no tenant's things. */
const KEPT = new Set(['audit_entry', 'audit_tree', 'audit_node', 'sign_in_throttle', 'passkey_challenge']);

/** When a session was seen last is no act. */
const SESSIONS = new Set(['session', 'operator_session']);

const rowOf = ({ before, after }: Change): Readonly<Record<string, unknown>> => after ?? before!;

function tenantOf(change: Change): unknown {
  const row = rowOf(change);
  return change.relation === 'tenant' ? row['id'] : row['tenant_id'];
}

/** What is wrong about an outcome, in words; nothing if it is as wanted. */
export function faultsOf(world: World, each: Case, { status, text, changes, locked }: Outcome): string[] {
  const faults: string[] = [];
  const { wanted, home } = each;
  const isOperators = each.asker === 'operator';
  if (status !== wanted.status) faults.push(`${status} instead of ${wanted.status}: ${text.slice(0, 160)}`);
  if (wanted.code !== undefined && status === wanted.status) {
    const code = (JSON.parse(text) as { code?: unknown }).code;
    if (code !== wanted.code) faults.push(`refused as ${String(code)} instead of ${wanted.code}`);
  }
  for (const other of world.homes) {
    if (other !== home && !isOperators && text.includes(other.canary)) faults.push(`tells of ${other.slug}`);
  }
  const mine = changes.filter(({ relation }) => !wanted.isToldElsewhere || !relation.startsWith('audit_'));
  const foreign = mine.filter((change) => ![home.tenantId, SERVICE_TENANT, undefined].includes(tenantOf(change) as string));
  if (!isOperators) for (const { relation, act } of foreign) faults.push(`${act} of another tenant's ${relation}`);
  if (!isOperators && locked.some((tenantId) => tenantId !== home.tenantId)) faults.push("locks another tenant's rows");
  if (wanted.changesNothing) {
    for (const { relation, act } of changes) if (!KEPT.has(relation)) faults.push(`refused, but ${act} of ${relation}`);
  }
  const actions = changes
    .filter(({ relation, act }) => relation === 'audit_entry' && act === 'INSERT')
    .map((entry) => rowOf(entry)['action']);
  if (wanted.audit !== undefined && !actions.includes(wanted.audit)) {
    faults.push(`no audit entry ${wanted.audit}, but ${actions.length === 0 ? 'none' : actions.join(', ')}`);
  }
  if (actions.length === 0 && !wanted.changesNothing) {
    const changed = changes.filter(({ relation }) => ![...KEPT, ...SESSIONS, ...(wanted.writes ?? [])].includes(relation));
    for (const { relation, act } of changed) faults.push(`${act} of ${relation} without an audit entry`);
  }
  return faults;
}
