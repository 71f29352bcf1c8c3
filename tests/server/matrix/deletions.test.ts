/**
 * A tenant's rows are kept from others twice. Here each of the two is taken away as a whole, and of the other each part in turn: the rows of the
 * matrix that come by it must notice.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { getTableName, sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Tx } from '$lib/server/db/transaction';
import { callOf, matrixOf } from './cases';
import { DEEDS, faultsOfDeed, outcomeOfDeed } from './deeds';
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
// who vouches for somebody from elsewhere: said by the deeds
vi.mock('openid-client', async (original) => {
  const real = await original<typeof import('openid-client')>();
  return { ...real, discovery: vi.fn(real.discovery), authorizationCodeGrant: vi.fn(real.authorizationCodeGrant) };
});
vi.mock('@simplewebauthn/server', async (original) => {
  const real = await original<typeof import('@simplewebauthn/server')>();
  return { ...real, verifyAuthenticationResponse: vi.fn(real.verifyAuthenticationResponse) };
});

/** What an outcome is, apart from what is drawn at random each time. */
function essenceOf({ status, text, changes }: Outcome): string {
  const drawn = /[0-9a-f]{8}-[0-9a-f-]{27}|\\\\x[0-9a-f]+|\b[0-9A-Z]{5}(?:-[0-9A-Z]{5})+\b|\$argon2id[^"]+/g;
  const told = changes.filter(({ relation }) => !relation.startsWith('audit_')).map((change) => JSON.stringify(change));
  return [status, text, ...told.sort()].join('\n').replace(drawn, '*');
}

/** What comes by a predicate at all; `npm run verify` runs every row. */
const REACHES = /^(own, |signed in|no session|another|a colleague|stage )/;
const isLong = process.env.KISEKI_LONG === '1';
/** `npm run verify` deletes each in turn; else so many, drawn by a seed that is told and that `KISEKI_SEED` repeats. */
const DRAWN = 60;
const SEED = Number(process.env.KISEKI_SEED) || Math.floor(Math.random() * 2 ** 31);

function drawn<T>(all: readonly T[]): T[] {
  if (isLong || all.length <= DRAWN) return [...all];
  console.log(`seed ${SEED}: ${DRAWN} of ${all.length} are drawn`);
  return fc.sample(fc.shuffledSubarray([...all], { minLength: DRAWN, maxLength: DRAWN }), { seed: SEED, numRuns: 1 })[0]!;
}

/** Something done that comes by predicates: a row of the matrix, or a deed. */
interface Row {
  readonly name: string;
  readonly essence: string;
  readonly sites: ReadonlyMap<string, string>;
  readonly run: () => Promise<Told>;
}

interface Told {
  readonly faults: readonly string[];
  readonly essence: string;
}

/** What operators are told of all tenants: their names. */
const TELLS_OF_ALL = ['GET /api/v1/operator/tenants'];

let world: World;
beforeAll(async () => {
  world = await World.open();
  await plantTwins(world);
});
afterAll(() => world?.close());

/** Everything that can be done, and how. */
function allThatIsDone(): Pick<Row, 'name' | 'run'>[] {
  const { cases } = matrixOf(world);
  const rows = cases
    .filter(({ circumstance, isFurther }) => isLong || isFurther || REACHES.test(circumstance))
    .map((each) => ({
      name: `${each.call} | ${each.circumstance}`,
      run: async (): Promise<Told> => {
        const outcome = await outcomeOf(world, each);
        const faults = faultsOf(world, each, outcome);
        if (!TELLS_OF_ALL.includes(callOf(each.contract)) && outcome.text.includes(MIMIC_CANARY)) faults.push('tells of a twin');
        return { faults, essence: essenceOf(outcome) };
      }
    }));
  const deeds = DEEDS.map((deed) => ({
    name: deed.name,
    run: async (): Promise<Told> => {
      const outcome = await outcomeOfDeed(world, deed);
      return { faults: faultsOfDeed(world, deed, outcome), essence: essenceOf(outcome) };
    }
  }));
  return [...rows, ...deeds];
}

/** Every row as it is with one layer; none may differ from what the oracle wants. */
async function allRows(): Promise<{ rows: Row[]; mismatches: string[] }> {
  const rows: Row[] = [];
  const mismatches: string[] = [];
  for (const { name, run } of allThatIsDone()) {
    deletion.reached.clear();
    const { faults, essence } = await run();
    mismatches.push(...faults.map((fault) => `${name} | ${fault}`));
    rows.push({ name, run, essence, sites: new Map(deletion.reached) });
  }
  return { rows, mismatches };
}

/** Whether one of these rows is not as it was. */
async function isNoticed(rows: readonly Row[]): Promise<boolean> {
  for (const { run, essence } of rows) {
    const now = await run();
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

/**
 * How many rows of a table the tenants' role sees that entered a tenant, whatever it was granted: for what no answer tells. One defence at a time:
 * a table that the role may not read at all is kept by its policy too.
 */
async function seenIn(relation: string): Promise<number> {
  const { owner } = world.app;
  return world.undone(async () => {
    await owner.query(`grant select on ${relation} to kiseki_app; set local role kiseki_app`);
    await owner.query("select set_config('app.tenant_id', $1, true)", [world.homes[0]!.tenantId]);
    const { rows } = await owner.query<{ n: string }>(`select count(*) as n from ${relation}`);
    return Number(rows[0]!.n);
  });
}

/** Every line of the source that calls `inTenant`, and how often. */
function callsInSource(): Map<string, number> {
  const files = filesUnder('src/lib/server').filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
  const calls = new Map<string, number>();
  for (const path of files.filter((each) => !each.endsWith('db/transaction.ts'))) {
    for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
      const count = line.split('inTenant(').length - 1;
      if (count > 0) calls.set(`${path}:${index + 1}:`, count);
    }
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

  test('every predicate is come by', () => {
    const sites = new Set(rows.flatMap((row) => [...row.sites.keys()]));
    const reachedOn = (line: string): number => [...sites].filter((site) => site.startsWith(line)).length;
    expect([...callsInSource()].filter(([line, count]) => reachedOn(line) < count).map(([line]) => line)).toEqual([]);
  });

  test('every deleted predicate is noticed', async () => {
    const sites = drawn([...new Set(rows.flatMap((row) => [...row.sites.keys()]))].sort());
    const unnoticed: string[] = [];
    for (const site of sites) {
      deletion.site = site;
      if (!(await isNoticed(rows.filter((row) => row.sites.has(site))))) unnoticed.push(site);
    }
    deletion.site = undefined;
    console.log(`${sites.length} predicates were deleted`);
    expect(unnoticed).toEqual([]);
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
    const byCount: string[] = [];
    for (const relation of drawn(await secured())) {
      const seen = await seenIn(relation);
      await secure([relation], 'disable');
      if (!(await isNoticed(rows.filter((row) => [...row.sites.values()].includes(relation))))) {
        ((await seenIn(relation)) > seen ? byCount : unnoticed).push(relation);
      }
      await secure([relation], 'enable');
    }
    console.log(`no answer tells of the policies of ${byCount.join(', ')}; the store does`);
    expect(unnoticed).toEqual([]);
  });
});
