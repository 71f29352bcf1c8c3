import { afterAll, beforeAll, expect, test } from 'vitest';
import { groupCreate, groupsList } from '$lib/api/contracts/groups';
import { peopleList, personGet } from '$lib/api/contracts/people';
import { importPeople, importPreview, type ImportRow } from '$lib/api/contracts/people-import';
import { TestApp, type Person } from './support/app';

let app: TestApp;
let tenantId: string;
let admin: Person;
beforeAll(async () => {
  app = await TestApp.start();
  tenantId = await app.tenant('acme');
  admin = await app.person(tenantId, 'admin');
  await admin.caller.call(groupCreate, { body: { name: '営業' } });
});
afterAll(() => app?.stop());

const row = (line: number, email: string, more: Partial<ImportRow> = {}): ImportRow => ({
  line,
  email,
  name: `Person ${line}`,
  role: 'viewer',
  groups: [],
  language: 'ja',
  ...more
});
const preview = (rows: ImportRow[]) => admin.caller.call(importPreview, { body: { rows } });

test('tells what is wrong by line and field', async () => {
  await app.owner.query("update account set state = 'left' where id = $1", [
    (await app.person(tenantId, 'viewer', null, 'left@example.com')).accountId
  ]);
  const told = await preview([
    row(2, 'no-address'),
    row(3, ''),
    row(4, 'One@example.com'),
    row(5, 'one@EXAMPLE.com'),
    row(6, admin.email.toUpperCase()),
    row(7, 'left@example.com'),
    row(8, 'role@example.com', { role: 'boss', language: 'fr' }),
    row(9, 'name@example.com', { name: ' ' }),
    row(10, 'long@example.com', { name: 'x'.repeat(81), groups: ['営業', 'y'.repeat(81)] })
  ]);
  expect(told.problems).toEqual([
    { line: 2, field: 'email', problem: 'wrong' },
    { line: 3, field: 'email', problem: 'missing' },
    { line: 5, field: 'email', problem: 'twice', other: 4 },
    { line: 6, field: 'email', problem: 'exists' },
    { line: 7, field: 'email', problem: 'left' },
    { line: 8, field: 'role', problem: 'unknown' },
    { line: 8, field: 'language', problem: 'wrong' },
    { line: 9, field: 'name', problem: 'missing' },
    { line: 10, field: 'name', problem: 'too-long' },
    { line: 10, field: 'groups', problem: 'too-long' }
  ]);
});

test('creates all, with a code each, and the groups that were missing', async () => {
  const rows = [row(2, 'a@list.example', { groups: ['営業', '新しい部'] }), row(3, 'b@list.example', { groups: ['新しい部'] })];
  expect(await preview(rows)).toEqual({ problems: [], newGroups: ['新しい部'] });
  await expect(admin.caller.call(importPeople, { body: { rows, createGroups: false } })).rejects.toMatchObject({
    code: 'import-refused'
  });
  const made = await admin.caller.call(importPeople, { body: { rows, createGroups: true } });
  expect(made.newGroups).toEqual(['新しい部']);
  expect(new Set(made.people.map(({ code }) => code)).size).toBe(2);
  const first = await admin.caller.call(personGet, { params: { accountId: made.people[0]!.accountId } });
  expect(first.groups.map(({ name }) => name).sort()).toEqual(['営業', '新しい部'].sort());
  const { rows: entries } = await app.owner.query("select detail from audit_entry where action = 'account.created'");
  expect(entries).toHaveLength(2);
  expect(JSON.stringify(entries)).not.toContain(made.people[0]!.code);
});

test('all or none: one wrong row keeps every account and group away', async () => {
  const before = (await admin.caller.call(peopleList, { query: {} })).total;
  const rows = [row(2, 'fine@example.com', { groups: ['Never'] }), row(3, 'wrong')];
  await expect(admin.caller.call(importPeople, { body: { rows, createGroups: true } })).rejects.toMatchObject({
    code: 'import-refused'
  });
  expect((await admin.caller.call(peopleList, { query: {} })).total).toBe(before);
  expect((await admin.caller.call(groupsList, { query: { search: 'Never' } })).items).toEqual([]);
});

test('the same list sent twice at once is taken once', async () => {
  const rows = Array.from({ length: 20 }, (_, n) => row(n + 2, `twice${n}@example.com`, { groups: ['Raced'] }));
  const outcomes = await Promise.allSettled(
    [1, 2].map(() => admin.caller.call(importPeople, { body: { rows, createGroups: true } }))
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect((await admin.caller.call(peopleList, { query: { search: 'twice' } })).total).toBe(20);
});

test('500 rows are taken, 501 are not', async () => {
  const rows = Array.from({ length: 500 }, (_, n) => row(n + 2, `bulk${n}@example.com`, { groups: ['営業'] }));
  const made = await admin.caller.call(importPeople, { body: { rows, createGroups: false } });
  expect(made.people).toHaveLength(500);
  await expect(preview([...rows, row(502, 'more@example.com')])).rejects.toMatchObject({ code: 'bad-request' });
});
