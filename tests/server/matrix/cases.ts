/** The matrix: every endpoint, by everybody who may ask, in every circumstance, with the answer that the oracle wants. */
import { CONTRACTS } from '$lib/api/contracts/index';
import type { CallInput } from '$lib/api/client';
import { STAGES, type Contract } from '$lib/api/contract';
import { ROLES, type Role } from '$lib/api/shapes';
import type { Asker, Home } from './home';
import { ORACLE, type Line } from './oracle';
import { REQUESTS } from './requests/index';
import type { RightRequest } from './requests/right';
import { OPERATOR_ID } from './seeds';
import type { World } from './world';

/** What the answer must be. */
export interface Wanted {
  readonly status: number;
  readonly code?: string;
  /** the audit entry's action, where one must be written */
  readonly audit?: string;
  /** nothing but the audit may be changed */
  readonly changesNothing: boolean;
  /** what is recorded is recorded in the tenant that was named, not the asker's */
  readonly isToldElsewhere?: boolean;
  /** tables that may be written without an entry */
  readonly writes?: readonly string[];
}

export interface Case {
  /** `PUT /api/v1/network` */
  readonly call: string;
  readonly circumstance: string;
  readonly contract: Contract;
  readonly asker: Asker;
  /** where the asker is at home */
  readonly home: Home;
  readonly input: CallInput;
  /** session's cookie: the asker's own, none, or one made up */
  readonly cookie: 'own' | 'none' | 'forged';
  readonly headers?: Readonly<Record<string, string>>;
  readonly withoutCallerHeader?: boolean;
  readonly wrongListener?: boolean;
  readonly wanted: Wanted;
  /** the tenant whose id was slipped in */
  readonly victim?: Home;
  /** a row of this endpoint alone */
  readonly isFurther?: boolean;
  prepare(world: World): Promise<unknown>;
}

export const callOf = (contract: Contract): string => `${contract.method} ${contract.path}`;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Every place of an input where an id stands: `params.groupId`, `body.groupIds.0`. */
function idsIn(value: unknown, at: readonly string[] = []): { readonly at: readonly string[]; readonly id: string }[] {
  if (typeof value === 'string') return UUID.test(value) ? [{ at, id: value }] : [];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => idsIn(inner, [...at, key]));
}

function valueAt(value: unknown, at: readonly string[]): unknown {
  return at.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}

function put(input: CallInput, at: readonly string[], value: unknown): CallInput {
  const copy = structuredClone(input);
  const holder = valueAt(copy, at.slice(0, -1)) as Record<string, unknown>;
  holder[at.at(-1)!] = value;
  return copy;
}

const refused = (status: number, code: string): Wanted => ({ status, code, changesNothing: true });

const SQL = {
  session: 'update session set stage = $2 where id = $1',
  account: 'update account set state = $2 where id = $1',
  tenant: 'update tenant set state = $2 where id = $1'
} as const;

/** What is the console's own: operators, at the management listener. */
function operatorCases(right: RightRequest, line: Line, home: Home): Case[] {
  const { contract } = right;
  const input = right.input(home, 'operator');
  const granted: Wanted = {
    status: line.ok ?? 200,
    changesNothing: false,
    writes: line.writes ?? [],
    ...(line.audit === null ? {} : { audit: line.audit })
  };
  const of = (
    circumstance: string,
    wanted: Wanted,
    more: Partial<Case> = {},
    act?: (world: World) => Promise<unknown>
  ): Case => ({
    call: callOf(contract),
    circumstance,
    contract,
    asker: 'operator',
    home,
    input,
    cookie: 'own',
    wanted,
    ...more,
    prepare: async (world) => {
      await right.prepare?.(world, home, 'operator');
      if (line.at) await session(`stage = '${line.at}'`)(world);
      await act?.(world);
    }
  });
  const session = (columns: string) => (world: World) =>
    world.app.owner.query(`update operator_session set ${columns} where id = $1`, [OPERATOR_ID]);
  const cases = [
    of('wrong listener', { status: 404, changesNothing: true }, { wrongListener: true }),
    of('own, operator', granted),
    of('no session', refused(401, 'sign-in-needed'), { cookie: 'none' }),
    of('forged session', refused(401, 'sign-in-needed'), { cookie: 'forged' }),
    ...ROLES.map((asker) => of(`a tenant's ${asker}`, refused(401, 'sign-in-needed'), { asker })),
    of('idle too long', refused(401, 'sign-in-needed'), {}, session("last_seen_at = last_seen_at - interval '15 minutes'")),
    of('signed in too long ago', refused(401, 'sign-in-needed'), {}, session('expires_at = created_at')),
    of('disabled', refused(401, 'sign-in-needed'), {}, (world) =>
      world.app.owner.query("update operator set state = 'disabled' where id = $1", [OPERATOR_ID])
    ),
    ...STAGES.map((stage) =>
      of(
        `stage ${stage}`,
        stage === (line.at ?? 'active') || line.pending?.includes(stage) ? granted : refused(403, 'wrong-stage'),
        {},
        session(`stage = '${stage}'`)
      )
    ),
    ...idsIn(input).map(({ at }) =>
      of(
        `an unknown ${at.join('.')}`,
        { status: 404, changesNothing: true },
        { input: put(input, at, home.id('nothing', ...at)) }
      )
    )
  ];
  return [...cases, ...otherSites(contract, of), ...furtherCases(right, home, 'operator', of)];
}

type MakeCase = (circumstance: string, wanted: Wanted, more?: Partial<Case>, act?: (world: World) => Promise<unknown>) => Case;

/** Requests that only this endpoint has rows for. */
function furtherCases(right: RightRequest, home: Home, asker: Asker, of: MakeCase): Case[] {
  return [...right.wrong, ...right.further].map(
    ({ circumstance, input = right.input, headers, prepare, status = 200, code, audit, isToldElsewhere = false }) =>
      of(
        circumstance,
        {
          status,
          changesNothing: status >= 400,
          isToldElsewhere,
          ...(code === undefined ? {} : { code }),
          ...(audit === undefined ? {} : { audit })
        },
        { input: input(home, asker), isFurther: true, ...(headers ? { headers } : {}) },
        async (world) => prepare?.(world, home, asker)
      )
  );
}

/** Writes that a page of another site makes the browser send. */
function otherSites(contract: Contract, of: (circumstance: string, wanted: Wanted, more: Partial<Case>) => Case): Case[] {
  if (contract.method === 'GET') return [];
  return [
    of("without the client's header", refused(403, 'cross-site'), { withoutCallerHeader: true }),
    of("another site's page", refused(403, 'cross-site'), { headers: { 'sec-fetch-site': 'cross-site' } }),
    of("another origin's page", refused(403, 'cross-site'), { headers: { origin: 'https://evil.example' } })
  ];
}

function userCases(right: RightRequest, line: Line, home: Home, other: Home): Case[] {
  const { contract } = right;
  const call = callOf(contract);
  const may = line.may === 'anyone' ? [...ROLES] : ROLES.filter((role) => line.may.includes(role));
  const first: Role = may[0] ?? 'admin';
  const granted: Wanted = {
    status: line.ok ?? 200,
    changesNothing: (line.ok ?? 200) >= 400,
    writes: line.writes ?? [],
    ...(line.audit === null ? {} : { audit: line.audit })
  };
  const isOpen = line.may === 'anyone';
  const of = (circumstance: string, wanted: Wanted, more: Partial<Case> = {}, act?: (world: World) => Promise<unknown>): Case => {
    const asker = more.asker ?? first;
    return {
      call,
      circumstance,
      contract,
      asker,
      home,
      input: right.input(home, asker),
      cookie: 'own',
      wanted,
      ...more,
      prepare: async (world) => {
        await right.prepare?.(world, home, asker);
        if (line.at) await world.app.owner.query(SQL.session, [home.id('session', asker, 'session'), line.at]);
        await act?.(world);
      }
    };
  };
  const sql = (text: keyof typeof SQL, id: string, value: string) => (world: World) =>
    world.app.owner.query(SQL[text], [id, value]);
  const sessionId = home.id('session', first, 'session');
  const accountId = home.id('account', first);

  const cases: Case[] = [of('wrong listener', { status: 404, changesNothing: true }, { wrongListener: true })];
  if (isOpen) cases.push(of('no session', granted, { cookie: 'none' }), of('signed in', granted));
  else {
    for (const asker of ROLES) {
      const status = line.by?.[asker];
      const wanted = !may.includes(asker)
        ? { ...refused(403, 'forbidden'), audit: 'access.denied' }
        : status === undefined
          ? granted
          : { status, changesNothing: true };
      cases.push(of(`own, ${asker}`, wanted, { asker }));
    }
    cases.push(
      of('no session', refused(401, 'sign-in-needed'), { cookie: 'none' }),
      of('forged session', refused(401, 'sign-in-needed'), { cookie: 'forged' }),
      of('signed out', refused(401, 'sign-in-needed'), {}, (world) =>
        world.app.owner.query('delete from session where id = $1', [sessionId])
      ),
      of('idle too long', refused(401, 'sign-in-needed'), {}, (world) => {
        world.app.now = new Date(world.start.getTime() + 3_601_000);
        return Promise.resolve();
      }),
      of('signed in too long ago', refused(401, 'sign-in-needed'), {}, (world) => {
        world.app.now = new Date(world.start.getTime() + 12 * 3_600_000);
        return world.app.owner.query('update session set last_seen_at = $2 where id = $1', [sessionId, world.app.now]);
      }),
      ...['disabled', 'left', 'deleted', 'invited'].map((state) =>
        of(`account ${state}`, refused(401, 'sign-in-needed'), {}, sql('account', accountId, state))
      ),
      of('outside the networks', refused(403, 'outside-network'), {}, (world) =>
        world.app.owner.query("update tenant set allow_list = '{203.0.113.0/24,2001:db8::/32}' where id = $1", [home.tenantId])
      ),
      ...['suspended', 'ended'].map((state) =>
        of(`tenant ${state}`, refused(403, 'tenant-suspended'), {}, sql('tenant', home.tenantId, state))
      ),
      ...STAGES.map((stage) =>
        of(
          `stage ${stage}`,
          stage === (line.at ?? 'active') || line.pending?.includes(stage) ? granted : refused(403, 'wrong-stage'),
          {},
          sql('session', sessionId, stage)
        )
      )
    );
  }
  cases.push(...otherSites(contract, of), ...furtherCases(right, home, first, of));
  const input = right.input(home, first);
  const foreign = right.input(other, first);
  for (const { at, id } of idsIn(input)) {
    const theirs = valueAt(foreign, at);
    const place = at.join('.');
    const status = line.foreign?.[place] ?? 404;
    const wanted = status < 300 ? { status, changesNothing: false } : { status, changesNothing: true };
    if (theirs !== id) cases.push(of(`another tenant's ${place}`, wanted, { input: put(input, at, theirs), victim: other }));
    if (status === 404) cases.push(of(`an unknown ${place}`, wanted, { input: put(input, at, home.id('nothing', place)) }));
  }
  const version = (input.body as { version?: unknown } | undefined)?.version;
  if (typeof version === 'number') {
    const stale = (world: World) => world.app.owner.query('select 1').then(() => undefined);
    cases.push(of('stale', refused(409, 'stale'), { input: put(input, ['body', 'version'], version + 1) }, stale));
  }
  return cases;
}

/** @returns the cases, and what is missing so that there could be all */
export function matrixOf(world: World): { readonly cases: Case[]; readonly missing: string[] } {
  const [home, other] = world.homes as [Home, Home];
  const cases: Case[] = [];
  const missing: string[] = [];
  for (const contract of CONTRACTS) {
    const call = callOf(contract);
    const line = ORACLE[call];
    const right = REQUESTS.find((each) => callOf(each.contract) === call);
    if (!line) missing.push(`${call}: no line in the oracle`);
    if (!right) missing.push(`${call}: no request`);
    if (line && right)
      cases.push(...(line.may.includes('operator') ? operatorCases(right, line, home) : userCases(right, line, home, other)));
  }
  const calls = new Set(CONTRACTS.map(callOf));
  missing.push(...Object.keys(ORACLE).flatMap((call) => (calls.has(call) ? [] : [`${call}: in the oracle, but no endpoint`])));
  return { cases, missing };
}
