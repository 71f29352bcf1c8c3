import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meGet } from '$lib/api/contracts/me';
import { hashPassword, withHashing } from '$lib/server/accounts/passwords';
import { verifyBackup } from '$lib/server/backup/restore';
import { storedTables } from '$lib/server/backup/tables';
import { SERVICE_TENANT } from '$lib/server/db/transaction';
import { SEALED_COLUMNS } from '$lib/server/keys/sealed-columns';
import { masterKey, Sealer } from '$lib/server/keys/sealer';
import { operate } from '$lib/server/operate';
import { emptyDatabase, TestApp, type Person } from './support/app';
import { PASSWORD, personWithPassword, signInAs } from './support/credentials';

const folder = mkdtempSync(join(tmpdir(), 'kiseki-backup-'));
const file = join(folder, 'store.backup');
const [oldKey, nextKey] = [randomBytes(32), randomBytes(32)];
const KEY = oldKey.toString('base64');
const BOTH = `${nextKey.toString('base64')},${KEY}`;

let app: TestApp;
let tenant: string;
let person: Person;
let env: NodeJS.ProcessEnv;
const operatorId = randomUUID();

beforeAll(async () => {
  app = await TestApp.start({ KISEKI_MASTER_KEY: KEY });
  tenant = await app.tenant('first', {
    allowList: ['192.0.2.0/24', '127.0.0.0/8'],
    policy: { secondFactor: { requiredFor: [] }, note: '軌跡 "quoted" \\ \n' }
  });
  person = await personWithPassword(app, tenant, 'admin');
  await signInAs(person, 'first');
  const seal = (purpose: string): Buffer => Buffer.from(app.service.sealer.seal(purpose, 'a secret'));
  const { accountId } = await app.person(tenant, 'viewer');
  await app.owner.query('insert into totp_factor (tenant_id, account_id, secret_sealed, created_at) values ($1, $2, $3, $4)', [
    tenant,
    accountId,
    seal(`totp_factor.secret_sealed/${tenant}/${accountId}`),
    app.now
  ]);
  await app.owner.query(
    `insert into operator (id, email, name, state, password_hash, totp_secret, created_at) values ($1, 'op@example.com', 'Op', 'active', $2, $3, $4)`,
    [operatorId, await withHashing(() => hashPassword(PASSWORD)), seal(`operator.totp_secret/${operatorId}`), app.now]
  );
  env = {
    DATABASE_URL: app.databaseUrl,
    KISEKI_MASTER_KEY: KEY,
    KISEKI_OPERATOR: 'op@example.com',
    KISEKI_OPERATOR_PASSWORD: PASSWORD
  };
});
afterAll(async () => {
  await app?.stop();
  rmSync(folder, { recursive: true });
});

const run = (args: readonly string[], changed: NodeJS.ProcessEnv = {}): Promise<number> =>
  operate(args, { ...env, ...changed }, 'test');

async function rowsOf<T extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** Every row of every table, as text. */
async function contentOf(url: string): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const content: Record<string, string[]> = {};
  for (const { name } of await storedTables(client)) {
    const { rows } = await client.query<{ line: string }>(`select r::text as line from ${name} r order by 1`);
    content[name] = rows.map(({ line }) => line);
  }
  await client.end();
  return content;
}

test('a backup needs an operator, holds nothing in clear, and is recorded', async () => {
  expect(await run(['backup', file], { KISEKI_OPERATOR_PASSWORD: 'wrong' })).toBe(1);
  expect(await run(['backup', file], { KISEKI_OPERATOR: 'other@example.com' })).toBe(1);
  expect(existsSync(file)).toBe(false);
  expect(await run(['backup', file])).toBe(0);
  expect(existsSync(`${file}.part`)).toBe(false);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const bytes = readFileSync(file).toString('latin1');
  for (const word of [person.email, 'first', 'account', 'argon2id']) expect(bytes).not.toContain(word);
  const { rows } = await app.owner.query(
    "select actor_name, actor_id from audit_entry where tenant_id = $1 and action = 'store.backed-up'",
    [SERVICE_TENANT]
  );
  expect(rows).toEqual([{ actor_name: 'op@example.com', actor_id: operatorId }]);
});

test('a backup that was changed anywhere, cut, or lengthened is refused', async () => {
  const sealer = new Sealer([masterKey(oldKey)]);
  await verifyBackup(file, sealer);
  const whole = readFileSync(file);
  const bad = join(folder, 'bad');
  const refused = async (bytes: Uint8Array): Promise<void> => {
    writeFileSync(bad, bytes);
    await expect(verifyBackup(bad, sealer)).rejects.toThrow(/backup/);
  };
  for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 150)) {
    const changed = Buffer.from(whole);
    changed[at]! ^= 1;
    writeFileSync(bad, changed);
    await expect(verifyBackup(bad, sealer), `byte ${at}`).rejects.toThrow();
  }
  await refused(whole.subarray(0, whole.length - 1));
  await refused(whole.subarray(0, whole.indexOf(10) + 1));
  await refused(Buffer.concat([whole, Buffer.from('x')]));
  await refused(Buffer.from('not a backup\n'));
});

test('restored into an empty store, everything is there, people sign in, and every tenant can see that it happened', async () => {
  const empty = await emptyDatabase();
  const before = await contentOf(app.databaseUrl);
  expect(await run(['restore', file], { DATABASE_URL: app.databaseUrl })).toBe(1);
  expect(await run(['restore', file], { DATABASE_URL: empty, KISEKI_OPERATOR_PASSWORD: 'wrong' })).toBe(1);
  expect(await rowsOf(empty, 'select from account')).toEqual([]);
  expect(await run(['restore', file], { DATABASE_URL: empty, KISEKI_MASTER_KEY: nextKey.toString('base64') })).toBe(1);
  expect(await run(['restore', file], { DATABASE_URL: empty })).toBe(0);
  expect(await run(['restore', file], { DATABASE_URL: empty })).toBe(1);

  const after = await contentOf(empty);
  expect(after.session).toEqual([]);
  const grown = ['session', 'audit_entry', 'audit_tree', 'audit_node'];
  for (const [name, lines] of Object.entries(before)) if (!grown.includes(name)) expect(after[name], name).toEqual(lines);
  const entries = before.audit_entry!.filter((line) => !line.includes('store.backed-up'));
  expect(after.audit_entry).toEqual(expect.arrayContaining(entries));
  const told = await rowsOf<{ tenant_id: string }>(
    empty,
    "select tenant_id from audit_entry where action = 'store.restored' order by 1"
  );
  expect(told.map(({ tenant_id }) => tenant_id)).toEqual([SERVICE_TENANT, tenant].sort());

  const again = await TestApp.start({ DATABASE_URL: empty, KISEKI_MASTER_KEY: KEY });
  try {
    const back: Person = { ...person, caller: again.guest() };
    expect(await signInAs(back, 'first')).toBe('active');
    expect(await back.caller.call(meGet, {})).toMatchObject({ email: person.email });
  } finally {
    await again.stop();
  }
});

test('rotating seals everything anew, and the old key is not needed any more', async () => {
  expect(await run(['rotate-key'], { KISEKI_MASTER_KEY: nextKey.toString('base64') })).toBe(1);
  expect(await run(['rotate-key'], { KISEKI_MASTER_KEY: BOTH })).toBe(0);
  const { rows } = await app.owner.query<{ totp_secret: Buffer }>('select totp_secret from operator');
  const opened = new Sealer([masterKey(nextKey)]).open(`operator.totp_secret/${operatorId}`, rows[0]!.totp_secret);
  expect(Buffer.from(opened).toString()).toBe('a secret');
  expect(await run(['rotate-key'], { KISEKI_MASTER_KEY: BOTH })).toBe(0);
  const { rows: told } = await app.owner.query<{ result: string; detail: { values: number } }>(
    "select result, detail from audit_entry where action = 'key.rotated' order by seq"
  );
  expect(told.map(({ result, detail }) => [result, detail.values > 0])).toEqual([
    ['failed', false],
    ['ok', true],
    ['ok', false]
  ]);
});

test('every sealed column is on the list', async () => {
  const columns = await rowsOf<{ name: string }>(
    app.databaseUrl,
    `select table_name || '.' || column_name as name from information_schema.columns
     where table_schema = 'public' and data_type = 'bytea' and (column_name like '%sealed%' or column_name like '%secret%' or column_name = 'reply') order by 1`
  );
  expect(columns.map(({ name }) => name)).toEqual(SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`).sort());
});

test('breaking the glass lets a tenant in again, and its own audit says so', async () => {
  expect(await run(['break-glass', 'nowhere'])).toBe(1);
  expect(await run(['break-glass', 'first', '--admin', 'nobody@example.com'])).toBe(1);
  expect((await rowsOf<{ n: number }>(app.databaseUrl, 'select cardinality(allow_list) as n from tenant'))[0]!.n).toBe(2);
  expect(await run(['break-glass', 'first', '--admin', person.email])).toBe(0);
  expect((await rowsOf<{ n: number }>(app.databaseUrl, 'select cardinality(allow_list) as n from tenant'))[0]!.n).toBe(0);
  const told = await rowsOf<{ tenant_id: string }>(
    app.databaseUrl,
    "select tenant_id from audit_entry where action = 'tenant.glass-broken'"
  );
  expect(told.map(({ tenant_id }) => tenant_id).sort()).toEqual([SERVICE_TENANT, tenant].sort());
  expect(await rowsOf(app.databaseUrl, 'select from activation_code where account_id = $1', [person.accountId])).toHaveLength(1);
});

test('settings that cannot be followed stop a command; check shows the rest', async () => {
  expect(await run(['check'], { KISEKI_NOPE: '1' })).toBe(1);
  expect(await run(['check'])).toBe(0);
  expect(await run(['nothing'])).toBe(1);
});
