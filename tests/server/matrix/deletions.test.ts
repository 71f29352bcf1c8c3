/**
 * A tenant's rows are kept from others twice. Here each of the two is taken away as a whole, and of the other each part in turn: the rows of the
 * matrix that come by it must notice.
 */
import { readFileSync } from 'node:fs';
import { getTableName, sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Tx } from '$lib/server/db/transaction';
import { matrixOf, type Case } from './cases';
import { faultsOf, outcomeOf, type Outcome } from './judge';
import { MIMIC_CANARY, plantTwins } from './twins';
import { World } from './world';
import { filesUnder } from '../../rules/tree';

interface Deletion {
  /** the call of `inTenant` that says nothing now; `every`: all do */
  site: string | undefined;
  /** the calls that were come by, and of which table */
  readonly reached: Map<string, string>;
}

const deletion = vi.hoisted((): Deletion => ({ site: undefined, reached: new Map() }));

vi.mock('$lib/server/db/transaction', async (original) => {
  const real = await original<typeof import('$lib/server/db/transaction')>();
  const inTenant = (table: Parameters<typeof real.inTenant>[0], tx: Tx): SQL => {
    const frame = new Error().stack!.split('\n')[2]!;
    const site = /src\/lib\/server\/[^)\s]+/.exec(frame)?.[0] ?? frame;
    deletion.reached.set(site, getTableName(table as PgTable));
    return deletion.site === 'every' || deletion.site === site ? sql`true` : real.inTenant(table, tx);
  };
  return { ...real, inTenant };
});

/** What an outcome is, apart from what is drawn at random each time. */
function essenceOf({ status, text, changes }: Outcome): string {
  const drawn = /[0-9a-f]{8}-[0-9a-f-]{27}|\\\\x[0-9a-f]+|\b[0-9A-Z]{5}(?:-[0-9A-Z]{5})+\b|\$argon2id[^"]+/g;
  const told = changes.filter(({ relation }) => !relation.startsWith('audit_')).map((change) => JSON.stringify(change));
  return [status, text, ...told.sort()].join('\n').replace(drawn, '*');
}

/**
 * Deletions that no row notices yet, by file: each of these is still fenced by the other layer, which is tested as a whole. To be brought to none by
 * rows that would notice; more than these fail.
 */
const OPEN: Readonly<Record<string, number>> = {
  // locks the tenant's row, or another's too: no answer tells which
  'src/lib/server/access/areas.ts': 1,
  // beside the id of one account, which no other tenant has: the row that would notice is a twin with the same ids
  'src/lib/server/access/devices.ts': 1,
  'src/lib/server/access/holdings.ts': 1,
  'src/lib/server/access/reach.ts': 1,
  'src/lib/server/accounts/activation.ts': 1,
  'src/lib/server/accounts/factors.ts': 1,
  'src/lib/server/accounts/membership.ts': 1,
  'src/lib/server/accounts/second-factor.ts': 2,
  // beside the hash of a drawn state, which is one attempt's
  'src/lib/server/accounts/oidc.ts': 1,
  'src/lib/server/notices/read-notices.ts': 1,
  // a lock on the tenant's row, as above
  'src/lib/server/accounts/administration.ts': 1,
  // the import's request names neither a group nor an address that another tenant has
  'src/lib/server/accounts/people-import.ts': 2,
  // the trees of the world are of one size, and their leaves stand at the same places: the first found is the own one
  'src/lib/server/audit/prove.ts': 2,
  // counts accounts whose password is short, of which the world has none
  'src/lib/server/tenants/policy-acts.ts': 1
};
/** Predicates that no row comes by, by file; jobs, commands, keys of idempotency and a provider's answer have none yet: open. */
const UNREACHED: Readonly<Record<string, number>> = {
  'src/lib/server/access/areas.ts': 2,
  'src/lib/server/access/devices.ts': 2,
  'src/lib/server/access/listing.ts': 1,
  'src/lib/server/accounts/administration.ts': 1,
  'src/lib/server/accounts/groups.ts': 1,
  'src/lib/server/accounts/oidc.ts': 4,
  'src/lib/server/accounts/passkeys.ts': 1,
  'src/lib/server/accounts/purge.ts': 2,
  'src/lib/server/accounts/second-factor.ts': 3,
  'src/lib/server/accounts/sessions.ts': 1,
  'src/lib/server/accounts/sign-in.ts': 1,
  'src/lib/server/audit/prove.ts': 1,
  'src/lib/server/http/caller.ts': 1,
  'src/lib/server/http/idempotency.ts': 3,
  'src/lib/server/tenants/break-glass.ts': 1
};
/** Tables whose policy shows in no answer, and why. */
const OPEN_POLICIES: Readonly<Record<string, string>> = {
  notice: 'told through notice_tenant',
  notice_entry: 'told through notice',
  tenant_contract: 'granted to operators alone',
  audit_checkpoint: 'no tenant of the world has had one signed before it is asked: nothing of others to be seen',
  idempotency: 'the matrix sends no keys, so that no row is kept: open'
};

/** What comes by a predicate at all; `npm run verify` runs every row. */
const REACHES = /^(own, |signed in|no session|another|a colleague|stage )/;
const isLong = process.env.KISEKI_LONG === '1';

const byFile = (sites: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const site of sites) counts[site.split(':')[0]!] = (counts[site.split(':')[0]!] ?? 0) + 1;
  return counts;
};

/** What is beyond what is known to be open. */
const beyond = (counts: Readonly<Record<string, number>>, known: Readonly<Record<string, number>>): string[] =>
  Object.entries(counts).flatMap(([path, count]) =>
    count > (known[path] ?? 0) ? [`${path}: ${count}, known ${known[path] ?? 0}`] : []
  );

interface Row {
  readonly each: Case;
  readonly essence: string;
  readonly sites: ReadonlyMap<string, string>;
}

let world: World;
beforeAll(async () => {
  world = await World.open();
  await plantTwins(world);
});
afterAll(() => world?.close());

async function run(each: Case): Promise<{ faults: string[]; essence: string }> {
  const outcome = await outcomeOf(world, each);
  const faults = faultsOf(world, each, outcome);
  if (each.asker !== 'operator' && outcome.text.includes(MIMIC_CANARY)) faults.push('tells of a twin');
  return { faults, essence: essenceOf(outcome) };
}

/** Every row as it is with one layer; none may differ from what the oracle wants. */
async function allRows(): Promise<{ rows: Row[]; mismatches: string[] }> {
  const rows: Row[] = [];
  const mismatches: string[] = [];
  const { cases } = matrixOf(world);
  for (const each of cases.filter(({ circumstance }) => isLong || REACHES.test(circumstance))) {
    deletion.reached.clear();
    const { faults, essence } = await run(each);
    mismatches.push(...faults.map((fault) => `${each.call} | ${each.circumstance} | ${fault}`));
    rows.push({ each, essence, sites: new Map(deletion.reached) });
  }
  return { rows, mismatches };
}

/** Whether one of these rows is not as it was. */
async function isNoticed(rows: readonly Row[]): Promise<boolean> {
  for (const { each, essence } of rows) {
    const now = await run(each);
    if (now.faults.length > 0 || now.essence !== essence) return true;
  }
  return false;
}

const secured = async (): Promise<string[]> => {
  const { rows } = await world.app.owner.query<{ relation: string }>(
    "select distinct tablename as relation from pg_policies where schemaname = 'public' order by 1"
  );
  return rows.map(({ relation }) => relation);
};

const secure = async (relations: readonly string[], how: 'enable' | 'disable'): Promise<void> => {
  for (const relation of relations) await world.app.owner.query(`alter table ${relation} ${how} row level security`);
};

/** Whether the program's role sees rows of others in a table: for what no answer tells. */
async function showsOthers(relation: string): Promise<boolean> {
  const { owner } = world.app;
  return world.undone(async () => {
    const { rows: has } = await owner.query(
      `select from information_schema.columns where table_schema = 'public' and table_name = $1 and column_name = 'tenant_id'`,
      [relation]
    );
    const granted = await owner.query<{ yes: boolean }>(`select has_table_privilege('kiseki_app', $1, 'select') as yes`, [
      relation
    ]);
    if (has.length === 0 || !granted.rows[0]!.yes) return false;
    const { tenantId } = world.homes[0]!;
    await owner.query(`set local role kiseki_app; select set_config('app.tenant_id', '${tenantId}', true)`);
    const { rows } = await owner.query<{ n: string }>(`select count(*) as n from ${relation} where tenant_id <> '${tenantId}'`);
    await owner.query('reset role');
    return Number(rows[0]!.n) > 0;
  });
}

/** Every call of `inTenant` in the source: by file, how many. */
function callsInSource(): Map<string, number> {
  const files = filesUnder('src/lib/server').filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
  const calls = new Map<string, number>();
  for (const path of files) {
    const count = path.endsWith('db/transaction.ts') ? 0 : readFileSync(path, 'utf8').split('inTenant(').length - 1;
    if (count > 0) calls.set(path, count);
  }
  return calls;
}

describe('without row-level security', () => {
  let rows: Row[] = [];
  beforeAll(async () => {
    await secure(await secured(), 'disable');
  });
  afterAll(async () => {
    deletion.site = undefined;
    await secure(await secured(), 'enable');
  });

  test('the predicates alone keep every row of the matrix right', async () => {
    const all = await allRows();
    rows = all.rows;
    expect(all.mismatches).toEqual([]);
  });

  test('every deleted predicate is noticed', async () => {
    const sites = new Set(rows.flatMap((row) => [...row.sites.keys()]));
    const unnoticed: string[] = [];
    for (const site of [...sites].sort()) {
      deletion.site = site;
      if (!(await isNoticed(rows.filter((row) => row.sites.has(site))))) unnoticed.push(site);
    }
    deletion.site = undefined;
    const unreached: Record<string, number> = {};
    for (const [path, count] of callsInSource()) {
      unreached[path] = count - [...sites].filter((site) => site.startsWith(`${path}:`)).length;
    }
    console.log(`${sites.size} predicates were deleted; not noticed: ${unnoticed.join(' ') || 'none'}`);
    expect({ unnoticed: beyond(byFile(unnoticed), OPEN), unreached: beyond(unreached, UNREACHED) }).toEqual({
      unnoticed: [],
      unreached: []
    });
  });
});

describe('without predicates', () => {
  let rows: Row[] = [];
  beforeAll(() => {
    deletion.site = 'every';
  });
  afterAll(() => {
    deletion.site = undefined;
  });

  test('row-level security alone keeps every row of the matrix right', async () => {
    const all = await allRows();
    rows = all.rows;
    expect(all.mismatches).toEqual([]);
  });

  test('every deleted policy is noticed', async () => {
    const unnoticed: string[] = [];
    for (const relation of await secured()) {
      await secure([relation], 'disable');
      const touching = rows.filter((row) => [...row.sites.values()].includes(relation));
      const isSeen = (await isNoticed(touching)) || (await showsOthers(relation));
      if (!isSeen && !(relation in OPEN_POLICIES)) unnoticed.push(`${relation} (${touching.length} rows)`);
      await secure([relation], 'enable');
    }
    expect(unnoticed).toEqual([]);
  });
});
