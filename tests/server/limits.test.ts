import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from '$lib/api/client';
import { groupCreate } from '$lib/api/contracts/groups';
import { meGet } from '$lib/api/contracts/me';
import { networkReplace } from '$lib/api/contracts/network';
import { serviceGet } from '$lib/api/contracts/service';
import { withDeadline } from '$lib/server/db/deadline';
import { transaction } from '$lib/server/db/transaction';
import { TestApp, type Person } from './support/app';

let app: TestApp;
let admin: Person;
beforeAll(async () => {
  app = await TestApp.start({ KISEKI_RATE_ANONYMOUS: '3', KISEKI_RATE_SESSION: '5' });
  admin = await app.person(await app.tenant('limits'), 'admin');
});
afterAll(() => app?.stop());

describe('how much one may ask', () => {
  test('is refused with the time to wait, and given again after it', async () => {
    app.now = new Date(app.now.getTime() + 60_000);
    const guest = app.guest();
    for (let at = 0; at < 30; at++) await guest.call(serviceGet, {});
    const refused = await guest.ask('/api/v1/service');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await refused.json()).toEqual({ code: 'too-many-requests', detail: { retrySeconds: 1 } });
    app.now = new Date(app.now.getTime() + 1000);
    for (let at = 0; at < 3; at++) await guest.call(serviceGet, {});
    await expect(guest.call(serviceGet, {})).rejects.toMatchObject({ code: 'too-many-requests' });
    app.now = new Date(app.now.getTime() + 10_000);
  });

  test('is counted apart for a session that is good, not for a cookie that is none', async () => {
    await admin.caller.call(meGet, {});
    const guest = app.guest();
    for (let at = 0; at < 29; at++) await guest.call(serviceGet, {});
    guest.cookies.set('__Host-kiseki', 'made-up');
    await expect(guest.call(serviceGet, {})).rejects.toMatchObject({ code: 'too-many-requests' });
    await expect(admin.caller.call(meGet, {})).resolves.toMatchObject({ role: 'admin' });
    app.now = new Date(app.now.getTime() + 10_000);
  });
});

describe('another site', () => {
  const ask = (headers: Record<string, string>) =>
    admin.caller.ask('/api/v1/network/preview', {
      method: 'POST',
      body: '{"ranges":[]}',
      headers: { 'content-type': 'application/json', ...headers }
    });

  test.each<Record<string, string>>([
    {},
    { 'X-Kiseki': '1', Origin: 'https://example.com' },
    { 'X-Kiseki': '1', Origin: 'null' },
    { 'X-Kiseki': '1', Origin: 'nonsense' },
    { 'X-Kiseki': '1', Origin: 'http://127.0.0.1:1' },
    { 'X-Kiseki': '1', 'Sec-Fetch-Site': 'cross-site' },
    { 'X-Kiseki': '1', 'Sec-Fetch-Site': 'same-site' },
    { 'X-Kiseki': '1', 'Sec-Fetch-Site': 'none' }
  ])('is refused: %o', async (headers) => {
    const answer = await ask(headers);
    expect([answer.status, await answer.json()]).toEqual([403, { code: 'cross-site', detail: {} }]);
    app.now = new Date(app.now.getTime() + 1000);
  });

  test('is not what our own page is', async () => {
    const origin = app.address('public');
    expect((await ask({ 'X-Kiseki': '1', 'Sec-Fetch-Site': 'same-origin', Origin: origin })).status).toBe(200);
    expect((await ask({ 'X-Kiseki': '1', Origin: origin.replace('http:', 'https:') })).status).toBe(200);
  });
});

describe('a write under a key', () => {
  const countGroups = async (): Promise<number> =>
    Number((await app.owner.query<{ n: string }>('select count(*) as n from account_group')).rows[0]!.n);

  test('is done once, and answered the same, however often it is sent', async () => {
    app.now = new Date(app.now.getTime() + 60_000);
    const input = { body: { name: 'Once' }, idempotencyKey: 'key-once-1' };
    const before = await countGroups();
    const replies = await Promise.all([1, 2, 3, 4].map(() => admin.caller.call(groupCreate, input)));
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(await countGroups()).toBe(before + 1);
    expect(await admin.caller.call(groupCreate, input)).toEqual(replies[0]);
    await expect(admin.caller.call(groupCreate, { body: { name: 'Other' }, idempotencyKey: 'key-once-1' })).rejects.toMatchObject(
      { code: 'idempotency-mismatch' }
    );
    // everybody has keys of their own
    const other = await app.person(await app.tenant('limits-other'), 'admin');
    expect(await other.caller.call(groupCreate, input)).not.toEqual(replies[0]);
    // replies may hold codes: the store keeps them sealed
    const { rows } = await app.owner.query<{ reply: Buffer }>('select reply from idempotency');
    expect(rows.length).toBeGreaterThanOrEqual(2);
    for (const { reply } of rows) expect(reply.toString('latin1')).not.toMatch(/groupId|"id"|version/);
  });

  test('that was refused has left nothing, and may be tried again', async () => {
    app.now = new Date(app.now.getTime() + 60_000);
    const idempotencyKey = 'key-again-1';
    const input = { body: { ranges: ['192.0.2.0/24'], expected: [] as string[] }, idempotencyKey };
    await expect(admin.caller.call(networkReplace, input)).rejects.toMatchObject({ code: 'lock-out' });
    await expect(
      admin.caller.call(networkReplace, { body: { ranges: ['127.0.0.0/8'], expected: [] }, idempotencyKey })
    ).resolves.toMatchObject({ ranges: ['127.0.0.0/8'] });
  });

  test('is forgotten after a day', async () => {
    const input = { body: { name: 'Daily' }, idempotencyKey: 'key-daily-1' };
    const { caller } = await app.person(await app.tenant('limits-daily'), 'admin');
    await caller.call(groupCreate, input);
    await app.owner.query("update idempotency set created_at = created_at - interval '25 hours' where key = 'key-daily-1'");
    await expect(caller.call(groupCreate, input)).rejects.toMatchObject({ code: 'conflict' });
  });

  test.each(['', 'short', 'with space in it', 'ü'.repeat(9), 'x'.repeat(201)])(
    'has a key that is one: "%s" is none',
    async (key) => {
      app.now = new Date(app.now.getTime() + 1000);
      const answer = await admin.caller.ask('/api/v1/groups', {
        method: 'POST',
        body: '{"name":"x"}',
        headers: { 'content-type': 'application/json', 'X-Kiseki': '1', 'Idempotency-Key': Buffer.from(key).toString('latin1') }
      });
      expect(answer.status).toBe(400);
    }
  );

  test('is sent again by the page when its answer was lost', async () => {
    app.now = new Date(app.now.getTime() + 60_000);
    let sent = 0;
    const created = await call(groupCreate, { body: { name: 'Lost answer' } }, async (path, init) => {
      const answer = await admin.caller.ask(path, init);
      if (sent++ === 0) throw new TypeError('the connection broke');
      return answer;
    });
    expect(created).toBeTruthy();
    const { rows } = await app.owner.query("select from account_group where name = 'Lost answer'");
    expect([sent, rows.length]).toEqual([2, 1]);
  });
});

test('work that takes too long is undone and answered as unavailable; its connection is not used again', async () => {
  const { store } = app.service;
  const tenantId = await app.tenant('slow');
  let late: Promise<unknown> | undefined;
  const work = transaction(store, 'app', app.now, (tx) =>
    withDeadline(
      (async () => {
        await tx.enter(tenantId);
        await tx.client.query("update tenant set name = 'changed' where id = $1", [tenantId]);
        late = tx.client.query('select pg_sleep(30)');
        await late;
      })(),
      100
    )
  );
  await expect(work).rejects.toMatchObject({ code: 'unavailable' });
  await expect(late).rejects.toThrow();
  const { rows } = await app.owner.query<{ name: string }>('select name from tenant where id = $1', [tenantId]);
  expect(rows[0]!.name).not.toBe('changed');
  const limits = await store.pools.app.query<{ a: string; b: string }>(
    "select current_setting('statement_timeout') as a, current_setting('idle_in_transaction_session_timeout') as b"
  );
  expect(limits.rows[0]).toEqual({ a: '10s', b: '20s' });
});
