import { afterEach, beforeEach, expect, test } from 'vitest';
import { contactGet } from '$lib/api/contracts/contact';
import { meGet } from '$lib/api/contracts/me';
import { operatorHealthGet, operatorSettingsPut } from '$lib/api/contracts/operator-service';
import {
  operatorTenantCodePost,
  operatorTenantPatch,
  operatorTenantPost,
  operatorTenantsGet,
  operatorTenantStatePut
} from '$lib/api/contracts/operator-tenants';
import { serviceGet } from '$lib/api/contracts/service';
import { JOBS, runIfDue } from '$lib/server/jobs';
import { TestApp, type Caller } from './support/app';

let app: TestApp;
let operator: Caller;
beforeEach(async () => {
  app = await TestApp.start();
  operator = await app.operator('ops@example.com');
});
afterEach(() => app?.stop());

const refused = (code: string) => expect.objectContaining({ code }) as unknown;
const ACME = {
  slug: 'acme',
  name: 'Acme',
  admin: { email: 'admin@acme.example', name: 'Admin', language: 'ja' as const }
};
const CONTRACT = {
  contactName: 'Legal',
  contactEmail: 'legal@acme.example',
  startsOn: '2026-04-01',
  endsOn: '2026-11-30',
  exportUntil: '2026-12-31',
  maxAccounts: 50,
  note: ''
};

test('a tenant is made with the code of its admin, which can be issued anew until it was used', async () => {
  const { tenantId, admin } = await operator.call(operatorTenantPost, { body: ACME });
  expect(admin.code).toMatch(/^[0-9A-Z-]{20,}$/);
  await expect(operator.call(operatorTenantPost, { body: ACME })).rejects.toEqual(refused('conflict'));
  const again = await operator.call(operatorTenantCodePost, { params: { tenantId }, body: { email: admin.email } });
  expect(again.code).not.toBe(admin.code);
  const active = await app.person(tenantId, 'admin');
  const taken = { params: { tenantId }, body: { email: active.email } };
  await expect(operator.call(operatorTenantCodePost, taken)).rejects.toEqual(refused('not-found'));
  const { rows } = await app.owner.query<{ n: number; action: string }>(
    "select action, count(*)::int as n from audit_entry where action like 'tenant.%' group by action order by action"
  );
  // in the service's audit and in the tenant's own
  expect(rows).toEqual([
    { action: 'tenant.admin-code-issued', n: 2 },
    { action: 'tenant.created', n: 2 }
  ]);
  const [listed] = (await operator.call(operatorTenantsGet, {})).items;
  expect(listed).toMatchObject({ slug: 'acme', state: 'active', usage: { accounts: 2, sessions: 1, areas: 0, devices: 0 } });
  expect(listed!.usage.auditEntries).toBeGreaterThan(2);
});

test('suspended, let in again, ended: sessions end at once, and an end is an end', async () => {
  const tenantId = await app.tenant('acme');
  const user = await app.person(tenantId, 'viewer');
  const put = (state: 'active' | 'suspended' | 'ended') =>
    operator.call(operatorTenantStatePut, { params: { tenantId }, body: { state } });
  await put('suspended');
  await expect(user.caller.call(meGet, {})).rejects.toEqual(refused('sign-in-needed'));
  await put('active');
  const back = await app.person(tenantId, 'viewer');
  await back.caller.call(meGet, {});
  await put('ended');
  await expect(put('active')).rejects.toEqual(refused('wrong-state'));
});

test('a contract is changed on what is there, and ends by itself when the time for exporting is over', async () => {
  const tenantId = await app.tenant('acme');
  const change = (version: number) =>
    operator.call(operatorTenantPatch, { params: { tenantId }, body: { version, name: 'Acme KK', contract: CONTRACT } });
  await change(0);
  await expect(change(0)).rejects.toEqual(refused('stale'));
  expect((await operator.call(operatorTenantsGet, {})).items[0]).toMatchObject({
    name: 'Acme KK',
    contract: CONTRACT,
    version: 1
  });
  const job = JOBS.find(({ name }) => name === 'end-contracts')!;
  const stateAt = async (at: string): Promise<string> => {
    app.now = new Date(at);
    await runIfDue(app.service, job);
    return (await app.owner.query<{ state: string }>('select state from tenant')).rows[0]!.state;
  };
  expect(await stateAt('2026-12-01T00:00:00.000Z')).toBe('active');
  expect(await stateAt('2026-12-31T23:00:00.000Z')).toBe('active');
  expect(await stateAt('2027-01-01T00:00:00.000Z')).toBe('ended');
});

test('guests and contact are the operator’s to decide, and everybody’s to read', async () => {
  expect(await app.guest().call(serviceGet, {})).toMatchObject({ guests: true });
  const contact = { operator: 'Kiseki 運用', email: 'help@example.com' };
  await operator.call(operatorSettingsPut, { body: { guests: false, contact } });
  expect(await app.guest().call(serviceGet, {})).toMatchObject({ guests: false });
  expect(await app.guest().call(contactGet, {})).toMatchObject(contact);
  await expect(operator.call(operatorSettingsPut, { body: { guests: true, contact: { email: 'no address' } } })).rejects.toEqual(
    refused('bad-request')
  );
});

test('health and metrics tell sums, at the management listener', async () => {
  await operator.call(operatorTenantPost, { body: ACME });
  const health = await operator.call(operatorHealthGet, {});
  expect(health).toMatchObject({ mail: { configured: false, waiting: 0 }, store: { embedded: false } });
  expect(health.migrations.map(({ version }) => version)).toContain(70);
  const answer = await app.guest('management').ask('/metrics');
  const text = await answer.text();
  expect(text).toContain('kiseki_tenants 1\n');
  expect(text).not.toMatch(/acme/i);
  expect((await app.guest().ask('/metrics')).status).toBe(404);
});
