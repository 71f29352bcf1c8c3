import { afterEach, beforeEach, expect, test } from 'vitest';
import { serviceGet } from '$lib/api/contracts/service';
import { setUpPost } from '$lib/api/contracts/set-up';
import { drawSetUpCode } from '$lib/server/operators/set-up';
import { TestApp } from './support/app';

let app: TestApp;
beforeEach(async () => {
  app = await TestApp.start();
});
afterEach(() => app?.stop());

const NAMED = {
  tenant: { slug: 'acme', name: '株式会社アクメ' },
  admin: { email: 'Admin@Example.com', name: '山田 花子', language: 'ja' as const },
  operator: { email: 'ops@example.com', name: 'Ops' }
};

const refused = (code: string) => expect.objectContaining({ code }) as unknown;
const drawn = async (): Promise<string> => (await drawSetUpCode(app.service))!;

test('names the first tenant, its admin and the first operator, once', async () => {
  const guest = app.guest();
  const code = await drawn();
  const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `;
  const reply = await guest.call(setUpPost, { body: { code: typed, ...NAMED } });
  expect(reply.admin).toMatchObject({ email: 'admin@example.com', expiresAt: '2026-11-25T09:00:00.000Z' });
  expect(reply.operator.code).toMatch(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){4}$/);
  expect((await guest.call(serviceGet, {})).needsSetUp).toBe(false);

  const { rows: accounts } = await app.owner.query('select email, role, state, password_hash from account');
  expect(accounts).toEqual([{ email: 'admin@example.com', role: 'admin', state: 'invited', password_hash: null }]);
  const { rows: operators } = await app.owner.query('select email, state, password_hash from operator');
  expect(operators).toEqual([{ email: 'ops@example.com', state: 'invited', password_hash: null }]);
  const { rows: acts } = await app.owner.query<{ action: string }>('select action from audit_entry order by tenant_id, seq');
  expect(acts.map(({ action }) => action)).toEqual([
    'service.set-up',
    'operator.created',
    'account.created',
    'account.code-issued'
  ]);

  await expect(guest.call(setUpPost, { body: { code, ...NAMED } })).rejects.toEqual(refused('code-refused'));
  expect(await drawSetUpCode(app.service)).toBeUndefined();
});

test('the code is kept as a hash, and the next start draws another', async () => {
  const first = await drawn();
  const second = await drawn();
  const { rows } = await app.owner.query<{ all: string }>(
    "select encode(code_hash, 'escape') || row_to_json(s)::text as all from set_up_code s"
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]!.all).not.toContain(second.slice(0, 5));
  await expect(app.guest().call(setUpPost, { body: { code: first, ...NAMED } })).rejects.toEqual(refused('code-refused'));
  await app.guest().call(setUpPost, { body: { code: second, ...NAMED } });
});

test('wrong codes are counted and audited, and make the address wait', async () => {
  const code = await drawn();
  const body = { code: 'AAAAA-BBBBB', ...NAMED };
  for (let n = 0; n < 4; n++) {
    await expect(app.guest().call(setUpPost, { body })).rejects.toEqual(refused('code-refused'));
  }
  await expect(app.guest().call(setUpPost, { body: { ...body, code } })).rejects.toEqual(refused('too-many-requests'));
  const { rows } = await app.owner.query<{ n: number }>("select count(*)::int as n from audit_entry where result = 'refused'");
  expect(rows[0]!.n).toBe(4);
  app.now = new Date(app.now.getTime() + 60_000);
  await app.guest().call(setUpPost, { body: { ...body, code } });
});

test('two that set up at once: one does', async () => {
  const code = await drawn();
  const both = await Promise.allSettled(
    ['one', 'two'].map((slug) => app.guest().call(setUpPost, { body: { code, ...NAMED, tenant: { slug, name: slug } } }))
  );
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const { rows } = await app.owner.query<{ n: number }>('select count(*)::int as n from tenant');
  expect(rows[0]!.n).toBe(1);
});

test('what is named has to be usable, and is not at the management port', async () => {
  const code = await drawn();
  const body = { code, ...NAMED, tenant: { slug: 'No Slug', name: 'x' } };
  await expect(app.guest().call(setUpPost, { body })).rejects.toEqual(refused('bad-request'));
  await expect(app.guest('management').call(setUpPost, { body: { ...body, tenant: NAMED.tenant } })).rejects.toThrow();
  await app.guest().call(setUpPost, { body: { ...body, tenant: NAMED.tenant } });
});
