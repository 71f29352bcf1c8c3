import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importPeople } from '$lib/api/contracts/people-import';
import { personCreate, personDisable, personEnable, personLeave, personRestore } from '$lib/api/contracts/people';
import { operatorTenantPatch } from '$lib/api/contracts/operator-tenants';
import { TestApp, type Person } from './support/app';

let app: TestApp;
let tenantId: string;
let admin: Person;
let user: Person;
beforeAll(async () => {
  app = await TestApp.start();
  tenantId = await app.tenant('agreed');
  // another tenant's people do not count
  await app.person(await app.tenant('crowded'), 'analyst');
  admin = await app.person(tenantId, 'admin');
  user = await app.person(tenantId, 'analyst');
  const contract = {
    contactName: '',
    contactEmail: '',
    startsOn: null,
    endsOn: null,
    exportUntil: null,
    maxAccounts: 3,
    note: ''
  };
  const body = { version: 0, name: 'Agreed', contract };
  await (await app.operator()).call(operatorTenantPatch, { params: { tenantId }, body });
});
afterAll(() => app?.stop());

const create = (email: string) => {
  const body = { email, name: 'A', role: 'viewer' as const, language: 'en' as const, zone: 'UTC', groupIds: [] };
  return admin.caller.call(personCreate, { body });
};
const agreed = { code: 'accounts-agreed', detail: { agreed: 3 } };

test('no more accounts than were agreed: created, from a list, enabled or taken back', async () => {
  const params = { accountId: user.accountId };
  const third = await create('third@agreed.example');
  await expect(create('fourth@agreed.example')).rejects.toMatchObject(agreed);
  const row = {
    line: 2,
    email: 'listed@agreed.example',
    name: 'L',
    role: 'viewer' as const,
    groups: [],
    language: 'en' as const
  };
  const list = { body: { rows: [row], createGroups: false }, key: randomUUID() };
  await expect(admin.caller.call(importPeople, list)).rejects.toMatchObject(agreed);

  // who is disabled or has left makes room, and needs it to come back
  const off = await admin.caller.call(personDisable, { params, body: { version: 1 } });
  const fourth = await create('fourth@agreed.example');
  const enable = { params, body: { version: off.version } };
  await expect(admin.caller.call(personEnable, enable)).rejects.toMatchObject(agreed);
  const gone = { params: { accountId: third.person.accountId }, body: { version: third.person.version } };
  const left = await admin.caller.call(personLeave, gone);
  const on = await admin.caller.call(personEnable, enable);
  expect(on.state).toBe('active');
  const back = { params: gone.params, body: { version: left.version, areasBack: false } };
  await expect(admin.caller.call(personRestore, back)).rejects.toMatchObject(agreed);
  expect(fourth.person.state).toBe('invited');
});
