/**
 * Every endpoint is asked with what its schemas take, with what they nearly take, and with what only an attacker sends, as everybody that there is.
 * Whatever comes back is an answer of the contract: never a fault of ours, never a word of the program's inside or of another tenant.
 */
import { toJsonSchema } from '@valibot/to-json-schema';
import fc from 'fast-check';
import type * as v from 'valibot';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CALLER_HEADER } from '$lib/api/client';
import type { Contract } from '$lib/api/contract';
import { CONTRACTS } from '$lib/api/contracts';
import { ROLES } from '$lib/api/shapes';
import { isServiceErrorCode } from '$lib/model/service-errors';
import { TestApp, type Caller, type Person } from './support/app';

/** runs a contract, over all callers */
const RUNS = process.env.KISEKI_LONG ? 400 : 12;
const CANARY = 'カナリア-7f3a9c';

interface Shape {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly format?: string;
}

const shapeOf = (schema: v.GenericSchema<unknown, unknown> | undefined): Shape | undefined =>
  schema && (toJsonSchema(schema, { target: 'draft-2020-12', typeMode: 'input', errorMode: 'ignore' }) as Shape);

const HOSTILE = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  "' or 1=1 --",
  '$1; drop table tenant',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '{{7*7}}',
  '=cmd()',
  '\u202e\u2066x',
  'ﷺ'.repeat(50),
  'x'.repeat(5000),
  '__proto__',
  'constructor',
  '00000000-0000-0000-0000-000000000000',
  '2026-02-30T25:61:00.000Z',
  '99999999999999999999',
  '1e309',
  '%00',
  'a@b.c',
  'null',
  '[]'
];

const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...HOSTILE),
  fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, [], {}, [[]], [null], { toString: 1 }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 40 })
);

/** ids of things that there are, in this tenant and the other */
const ids: string[] = [];
const id = (): fc.Arbitrary<string> => fc.oneof(fc.constantFrom(...ids), fc.uuid());

function textOf(shape: Shape): fc.Arbitrary<unknown> {
  if (shape.pattern?.includes('[0-9a-f]{8}-')) return id();
  if (shape.pattern?.includes('{3}Z$'))
    return fc.oneof(
      fc.date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') }).map((at) => at.toISOString()),
      fc.stringMatching(new RegExp(shape.pattern))
    );
  if (shape.format === 'email') return fc.emailAddress();
  const plain = fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(shape.maxLength ?? 60, 60) });
  if (shape.pattern === undefined) return plain;
  try {
    return fc.oneof(fc.stringMatching(new RegExp(shape.pattern)), plain);
  } catch {
    return plain;
  }
}

/** Half a character has no place in an address. */
const wellFormed = (text: string): string => Buffer.from(text).toString();

/** Values of a shape; now and then something else stands where one should. */
function valueOf(shape: Shape, depth = 0): fc.Arbitrary<unknown> {
  const fitting = ((): fc.Arbitrary<unknown> => {
    if (shape.const !== undefined) return fc.constant(shape.const);
    if (shape.enum) return fc.constantFrom(...shape.enum);
    if (shape.anyOf) return fc.oneof(...shape.anyOf.map((each) => valueOf(each, depth + 1)));
    switch ([shape.type].flat()[0]) {
      case 'string':
        return textOf(shape);
      case 'integer':
      case 'number':
        return fc.integer({ min: shape.minimum ?? -10, max: shape.maximum ?? 10_000 });
      case 'boolean':
        return fc.boolean();
      case 'null':
        return fc.constant(null);
      case 'array':
        return fc.array(shape.items ? valueOf(shape.items, depth + 1) : hostile, { maxLength: 4 });
      case 'object': {
        const fields = Object.fromEntries(
          Object.entries(shape.properties ?? {}).map(([name, each]) => [name, valueOf(each, depth + 1)])
        );
        return fc.record(fields, { requiredKeys: [...(shape.required ?? [])] });
      }
      default:
        return hostile;
    }
  })();
  return fc.oneof({ arbitrary: fitting, weight: depth === 0 ? 12 : 24 }, { arbitrary: hostile, weight: 1 });
}

interface Attempt {
  readonly caller: string;
  readonly params: readonly string[];
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly key: string | undefined;
}

function attemptsOn(contract: Contract, callers: readonly string[]): fc.Arbitrary<Attempt> {
  const count = contract.path.split('[').length - 1;
  const body = shapeOf(contract.body);
  const query = shapeOf(contract.query);
  const part = fc.oneof({ arbitrary: id(), weight: 6 }, { arbitrary: fc.constantFrom(...HOSTILE), weight: 1 });
  return fc.record({
    caller: fc.constantFrom(...callers),
    params: fc.array(part, { minLength: count, maxLength: count }),
    query: (query ? valueOf(query) : fc.constant({})).map((value) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
    ),
    body: fc.oneof(
      { arbitrary: (body ? valueOf(body) : hostile).map((value) => JSON.stringify(value) ?? ''), weight: 12 },
      {
        arbitrary: fc.constantFrom('', '{', '[1,', '{"a":1}x', '\ufeff{}', '{"__proto__":{"x":1}}', `[${'['.repeat(2000)}`),
        weight: 1
      }
    ),
    key: fc.option(fc.constantFrom('fuzz-key-0001', 'fuzz-key-0002', 'x', ' '.repeat(9)), { nil: undefined, freq: 6 })
  });
}

let app: TestApp;
const callers = new Map<string, Caller>();
const faults: string[] = [];
/** callers of the fuzzed tenant change it: what they break is put right before the next */
let mend: () => Promise<void>;

beforeAll(async () => {
  app = await TestApp.start();
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    faults.push(String(line));
    return true;
  });
  const [own, other] = [await app.tenant('fuzzed'), await app.tenant('other')];
  await app.owner.query('update tenant set name = $1 where id = $2', [CANARY, other]);
  const people: Person[] = [];
  for (const role of ROLES) {
    const person = await app.person(own, role);
    people.push(person);
    callers.set(role, person.caller);
    ids.push(person.accountId);
  }
  const stranger = await app.person(other, 'admin', 'active', `${CANARY}@example.com`);
  await app.owner.query('update account set name = $1 where id = $2', [CANARY, stranger.accountId]);
  ids.push(stranger.accountId, own, other);
  callers.set('half', (await app.person(own, 'admin', 'second-factor')).caller);
  callers.set('guest', app.guest());
  callers.set('operator', await app.operator());
  mend = async () => {
    await app.owner.query("update tenant set state = 'active', allow_list = '{}' where id = any($1)", [[own, other]]);
    for (const { accountId } of people) {
      await app.owner.query("update account set state = 'active' where id = $1", [accountId]);
    }
    for (const [name, { accountId, caller }] of people.map((person, at) => [ROLES[at]!, person] as const)) {
      await app.owner.query('update account set role = $1 where id = $2', [name, accountId]);
      await app.signIn(own, accountId, caller);
    }
  };
});
afterAll(() => {
  vi.restoreAllMocks();
  return app?.stop();
});

const INSIDE =
  /\bat .+:\d+:\d+|node_modules|\/src\/lib\/|\b(?:select|insert into|update|delete from)\b .* (?:from|set|values|where)\b|syntax error|pg_|argon2id|violates/i;

/** What is wrong with an answer; undefined where nothing is. */
async function faultOf(contract: Contract, answer: Response, asked: string): Promise<string | undefined> {
  const text = await answer.text();
  if (answer.status >= 500) return `${answer.status} ${text}`;
  const leaked = INSIDE.exec(text);
  // what was sent may come back in a reply that keeps it
  if (leaked && !asked.includes(leaked[0])) return `tells of the inside: ${leaked[0]}`;
  const isConsole = contract.path.startsWith('/api/v1/operator/');
  if (!isConsole && text.includes(CANARY) && !asked.includes(CANARY)) return `tells of another tenant: ${text.slice(0, 200)}`;
  if (answer.status < 400) return undefined;
  if (answer.headers.get('content-type') !== 'application/json') {
    // no such route: an id with a slash in it
    return answer.status === 404 || answer.status === 405 ? undefined : `${answer.status} without words`;
  }
  const told = JSON.parse(text) as { code?: unknown; detail?: unknown };
  return isServiceErrorCode(told.code) && typeof told.detail === 'object' ? undefined : `no refusal: ${text.slice(0, 200)}`;
}

test.each(CONTRACTS.map((contract) => [`${contract.method} ${contract.path}`, contract] as const))(
  '%s takes anything and stays what it is',
  async (_, contract) => {
    await mend();
    const isConsole = contract.path.startsWith('/api/v1/operator/');
    const who = [...callers.keys()].filter((name) => (name === 'operator') === isConsole || name === 'guest');
    await fc.assert(
      fc.asyncProperty(attemptsOn(contract, who), async ({ caller: name, params, query, body, key }) => {
        faults.length = 0;
        const caller = name === 'guest' ? app.guest(isConsole ? 'management' : 'public') : callers.get(name)!;
        const left = [...params];
        const path = contract.path.replace(/\[\w+\]/g, () => encodeURIComponent(wellFormed(left.shift()!)));
        const search = new URLSearchParams(
          Object.entries(query).map(([field, value]) => [field, typeof value === 'string' ? value : JSON.stringify(value)])
        );
        const answer = await caller.ask(`${path}?${search.toString()}`, {
          method: contract.method,
          headers: {
            [CALLER_HEADER]: '1',
            ...(contract.body ? { 'content-type': 'application/json' } : {}),
            ...(key === undefined ? {} : { 'idempotency-key': key })
          },
          ...(contract.method === 'GET' ? {} : { body })
        });
        const fault = await faultOf(contract, answer, `${body} ${search.toString()} ${path}`);
        expect(fault, `${name}: ${faults.join('').slice(0, 1500)}`).toBeUndefined();
      }),
      { numRuns: RUNS, endOnFailure: true }
    );
  }
);
