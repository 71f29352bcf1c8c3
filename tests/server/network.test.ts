import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { networkGet, networkPreview, networkReplace } from '$lib/api/contracts/network';
import { meGet } from '$lib/api/contracts/me';
import { TestApp, type Person } from './support/app';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app?.stop());

let count = 0;
async function admin(allowList: readonly string[] = []): Promise<Person> {
  return await app.person(await app.tenant(`net-${count++}`, { allowList }), 'admin');
}

const entriesOf = async (tenantId: string): Promise<{ action: string; detail: unknown }[]> =>
  (
    await app.owner.query<{ action: string; detail: unknown }>('select action, detail from audit_entry where tenant_id = $1', [
      tenantId
    ])
  ).rows;

describe('the list of networks', () => {
  test('is kept in one spelling, told in the audit, and counts from the next request on', async () => {
    const { caller, tenantId } = await admin();
    expect(await caller.call(networkGet, {})).toEqual({ ranges: [], address: '127.0.0.1' });
    const ranges = ['127.0.0.77/8', '2001:DB8::1/32', '127.0.0.0/8'];
    const kept = await caller.call(networkReplace, { body: { ranges, expected: [] } });
    expect(kept.ranges).toEqual(['127.0.0.0/8', '2001:db8::/32']);
    expect(await entriesOf(tenantId)).toContainEqual({ action: 'network.changed', detail: { before: [], after: kept.ranges } });
    const viewer = await app.person(tenantId, 'viewer');
    await expect(viewer.caller.call(meGet, {})).resolves.toMatchObject({ role: 'viewer' });
    await app.owner.query("update tenant set allow_list = '{192.0.2.0/24}' where id = $1", [tenantId]);
    for (const who of [caller, viewer.caller])
      await expect(who.call(meGet, {})).rejects.toMatchObject({ code: 'outside-network' });
  });

  test('is told line by line before it is saved', async () => {
    const { caller } = await admin();
    const ranges = ['192.0.2.9/24', 'office', '0.0.0.0/0'];
    expect(await caller.call(networkPreview, { body: { ranges } })).toEqual({
      ranges: ['192.0.2.0/24', '0.0.0.0/0'],
      lines: [
        { text: '192.0.2.9/24', cidr: '192.0.2.0/24', note: 'host-bits' },
        { text: 'office', cidr: null, note: 'unreadable' },
        { text: '0.0.0.0/0', cidr: '0.0.0.0/0', note: 'everywhere' }
      ],
      address: '127.0.0.1',
      isInside: true
    });
  });

  test('never locks its own author out, is never half read, and never overwrites what another has set', async () => {
    const { caller, tenantId } = await admin();
    const replace = (ranges: string[], expected: string[] = []) => caller.call(networkReplace, { body: { ranges, expected } });
    await expect(replace(['192.0.2.0/24'])).rejects.toMatchObject({ code: 'lock-out', detail: { address: '127.0.0.1' } });
    await expect(replace(['::/0'])).rejects.toMatchObject({ code: 'lock-out' });
    await expect(replace(['127.0.0.0/8', 'office'])).rejects.toMatchObject({ code: 'bad-request', detail: { at: 'ranges.1' } });
    await expect(replace(['127.0.0.0/8'], ['10.0.0.0/8'])).rejects.toMatchObject({ code: 'stale' });
    await expect(replace(Array<string>(201).fill('127.0.0.1'))).rejects.toMatchObject({ code: 'bad-request' });
    expect(await caller.call(networkGet, {})).toMatchObject({ ranges: [] });
    expect((await entriesOf(tenantId)).filter(({ action }) => action === 'network.changed')).toEqual([]);
  });

  test("is the administrators' alone", async () => {
    const { tenantId } = await admin();
    for (const role of ['analyst', 'viewer', 'auditor'] as const) {
      const { caller } = await app.person(tenantId, role);
      await expect(caller.call(networkGet, {})).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  test('holds for pages too, in the language of the browser', async () => {
    const { caller } = await admin(['192.0.2.0/24']);
    const page = await caller.ask('/map', { headers: { 'accept-language': 'ja,en' } });
    expect(page.status).toBe(403);
    expect(await page.text()).toMatch(/<html lang="ja">.*このネットワークからは利用できません.*127\.0\.0\.1/);
    expect((await app.guest().ask('/map')).status).toBe(404); // this test's service has no pages
  });
});

describe('behind proxies', () => {
  const servers: Server[] = [];
  afterAll(() => servers.forEach((server) => server.close()));

  /** A proxy as they are: adds its peer to the header's end, and passes on. Each comes from a loopback address of its own. */
  async function proxy(to: string, from: string): Promise<string> {
    const server = createServer((asked, answer) => {
      const before = asked.headers['x-forwarded-for'];
      const peer = asked.socket.remoteAddress!;
      const headers = { ...asked.headers, 'x-forwarded-for': before === undefined ? peer : `${String(before)}, ${peer}` };
      const onward = request(to + asked.url!, { headers, method: asked.method, localAddress: from }, (told) => {
        answer.writeHead(told.statusCode!, told.headers);
        told.pipe(answer);
      });
      onward.on('error', () => answer.destroy());
      asked.pipe(onward);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  function ask(address: string, cookie: string, forged: string | undefined): Promise<{ status: number; body: string }> {
    const headers = { cookie, ...(forged === undefined ? {} : { 'x-forwarded-for': forged }) };
    return new Promise((resolve, reject) => {
      const asked = request(`${address}/api/v1/network`, { headers, localAddress: '127.0.0.40' }, (answer) => {
        let body = '';
        answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
        answer.on('end', () => resolve({ status: answer.statusCode!, body }));
      });
      asked.once('error', reject);
      asked.end();
    });
  }

  const FORGED = [undefined, '127.0.0.40', '192.0.2.1', '192.0.2.1, 192.0.2.1, 192.0.2.1', 'nonsense', '::ffff:192.0.2.1', ','];

  test.each([0, 1, 2, 3])('a forged header changes nothing: %i of them', async (hops) => {
    const own = await TestApp.start({ KISEKI_TRUSTED_PROXIES: String(hops) });
    try {
      let address = own.address('public');
      for (let at = 0; at < hops; at++) address = await proxy(address, `127.0.0.${10 + at}`);
      const inside = await own.person(await own.tenant('inside', { allowList: ['127.0.0.40/32'] }), 'admin');
      const outside = await own.person(await own.tenant('outside', { allowList: ['192.0.2.0/24', '127.0.0.10/31'] }), 'admin');
      const cookieOf = ({ caller }: Person): string => [...caller.cookies].map((pair) => pair.join('=')).join();
      for (const forged of FORGED) {
        const let_in = await ask(address, cookieOf(inside), forged);
        expect(let_in, String(forged)).toMatchObject({ status: 200 });
        expect(JSON.parse(let_in.body)).toMatchObject({ address: '127.0.0.40' });
        expect(await ask(address, cookieOf(outside), forged), String(forged)).toMatchObject({ status: 403 });
      }
      // who comes past the proxies is nobody, unless it writes what they would: so an instance is bound where only they reach it
      if (hops > 0) expect(await ask(own.address('public'), cookieOf(inside), undefined)).toMatchObject({ status: 400 });
    } finally {
      await own.stop();
    }
  });
});
