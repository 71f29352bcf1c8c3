import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { areaGet, areaState } from '$lib/api/contracts/areas';
import { deviceObjects, devicePut, deviceRemove, devicesList, DEVICES_MAX } from '$lib/api/contracts/devices';
import { meGet } from '$lib/api/contracts/me';
import { TestApp, type Person } from './support/app';
import { actionsOf, areaOf, outcome } from './support/areas';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app?.stop());

const register = ({ caller }: Person, deviceId: string, platform = 'Chrome (Windows)') =>
  caller.call(devicePut, { params: { deviceId }, body: { platform } });
const object = (n: number, areaId: string | null = null, sizeBytes = 100) => ({
  objectId: n.toString(16).padStart(32, '0'),
  sizeBytes,
  areaId,
  updatedAt: '2026-11-24T09:00:00.000Z'
});
const report = ({ caller }: Person, deviceId: string, objects: ReturnType<typeof object>[]) =>
  caller.call(deviceObjects, { params: { deviceId }, body: { objects } });

test('a browser registers itself, is renamed, and acts are told to be from it', async () => {
  const tenantId = await app.tenant('devices');
  const person = await app.person(tenantId, 'analyst');
  const deviceId = randomUUID();
  expect(await outcome(person.caller.call(devicePut, { params: { deviceId }, body: { name: 'Mine' } }))).toBe('not-found');
  expect(await register(person, deviceId)).toEqual({ deviceId, name: 'Chrome (Windows)' });
  await register(person, deviceId);
  await person.caller.call(devicePut, { params: { deviceId }, body: { name: 'Office PC' } });
  expect((await person.caller.call(devicesList, { query: {} })).items).toMatchObject([
    { deviceId, name: 'Office PC', platform: 'Chrome (Windows)', objects: 0, sizeBytes: 0, isThis: true }
  ]);
  await areaOf(person, 'Orders');
  expect(await actionsOf(app, tenantId)).toEqual(['device.registered', 'device.renamed', 'area.created']);
  const { rows } = await app.owner.query('select device_id from audit_entry where tenant_id = $1 and action = $2', [
    tenantId,
    'area.created'
  ]);
  expect(rows).toEqual([{ device_id: deviceId }]);
});

test('what lies on a device is replaced as a whole and told to its owner alone', async () => {
  const tenantId = await app.tenant('objects');
  const person = await app.person(tenantId, 'analyst');
  const other = await app.person(tenantId, 'analyst');
  const areaId = await areaOf(person, 'Orders', [{ kind: 'account', id: other.accountId, right: 'view' }]);
  const hidden = await areaOf(other, 'Hidden');
  const deviceId = randomUUID();
  await register(person, deviceId);
  await report(person, deviceId, [
    object(1, areaId),
    object(2, areaId, 50),
    object(3),
    object(4, hidden),
    object(5, randomUUID())
  ]);
  const before = await actionsOf(app, tenantId);
  // the same again, and one that only grew: no act
  await report(person, deviceId, [object(1, areaId), object(2, areaId, 60), object(3), object(4, hidden), object(5)]);
  expect(await actionsOf(app, tenantId)).toEqual(before);
  const params = { areaId };
  expect((await person.caller.call(areaGet, { params })).devices).toEqual([
    { deviceId, name: 'Chrome (Windows)', objects: 2, sizeBytes: 160 }
  ]);
  expect((await other.caller.call(areaGet, { params })).devices).toEqual([]);
  expect((await person.caller.call(devicesList, { query: {} })).items).toMatchObject([{ objects: 5, sizeBytes: 460 }]);
  const { rows } = await app.owner.query('select object_id from device_object where area_id = $1', [hidden]);
  expect(rows).toEqual([]);
  await report(person, deviceId, [object(2, areaId)]);
  expect((await person.caller.call(areaGet, { params })).devices).toMatchObject([{ objects: 1 }]);
  expect((await actionsOf(app, tenantId)).at(-1)).toBe('device.objects-changed');
  // deleted and back again: the log has its place still
  await person.caller.call(areaState, { params, body: { version: 2, state: 'deleted' } });
  await report(person, deviceId, [object(2, areaId)]);
  await person.caller.call(areaState, { params, body: { version: 3, state: 'active' } });
  expect((await person.caller.call(areaGet, { params })).devices).toMatchObject([{ objects: 1 }]);
});

test('nothing but ids, sizes and times is taken', async () => {
  const person = await app.person(await app.tenant('sealed'), 'analyst');
  const deviceId = randomUUID();
  await register(person, deviceId);
  const bad = [
    { ...object(1), name: 'Orders' },
    { ...object(1), objectId: 'orders.csv' },
    { ...object(1), sizeBytes: -1 },
    { ...object(1), sizeBytes: 1.5 },
    { ...object(1), updatedAt: '2026-13-99T99:99:99.999Z' },
    { ...object(1), areaId: 'Orders' }
  ];
  for (const each of bad) expect(await outcome(report(person, deviceId, [each]))).toBe('bad-request');
  expect(await outcome(report(person, deviceId, [object(1), object(1)]))).toBe('bad-request');
  const many = Array.from({ length: 2001 }, (_, n) => object(n));
  expect(await outcome(report(person, deviceId, many))).toBe('bad-request');
  await report(person, deviceId, many.slice(1));
  expect((await person.caller.call(devicesList, { query: {} })).items).toMatchObject([{ objects: 2000 }]);
});

test('one user’s devices are nobody else’s, though the browser be the same', async () => {
  const tenantId = await app.tenant('shared');
  const [a, b] = [await app.person(tenantId, 'analyst'), await app.person(tenantId, 'analyst')];
  const c = await app.person(await app.tenant('shared-2'), 'admin');
  const deviceId = randomUUID();
  await register(a, deviceId);
  for (const stranger of [b, c]) {
    const params = { deviceId };
    expect(await outcome(stranger.caller.call(devicePut, { params, body: { name: 'Taken' } }))).toBe('not-found');
    expect(await outcome(stranger.caller.call(deviceRemove, { params }))).toBe('not-found');
    expect(await outcome(report(stranger, deviceId, []))).toBe('not-found');
  }
  await register(b, deviceId, 'Firefox (Linux)');
  await b.caller.call(deviceRemove, { params: { deviceId } });
  expect((await a.caller.call(devicesList, { query: {} })).items).toMatchObject([
    { deviceId, name: 'Chrome (Windows)', isThis: true }
  ]);
});

test('a removed device is forgotten, and signed out elsewhere; of too many the one unseen for longest makes room', async () => {
  const tenantId = await app.tenant('removal');
  const person = await app.person(tenantId, 'analyst');
  const elsewhere = { ...person, caller: app.guest() };
  await app.signIn(tenantId, person.accountId, elsewhere.caller);
  const [here, there] = [randomUUID(), randomUUID()];
  await register(person, here);
  await register(elsewhere, there);
  await report(elsewhere, there, [object(1)]);
  await person.caller.call(deviceRemove, { params: { deviceId: there } });
  expect(await outcome(elsewhere.caller.call(meGet, {}))).toBe('sign-in-needed');
  await person.caller.call(deviceRemove, { params: { deviceId: here } });
  expect(await outcome(person.caller.call(meGet, {}))).toBe('ok');
  const { rows } = await app.owner.query('select from device_object where tenant_id = $1', [tenantId]);
  expect(rows).toEqual([]);

  const first = randomUUID();
  await register(person, first);
  const started = app.now;
  app.now = new Date(started.getTime() + 1000);
  for (let n = 0; n < DEVICES_MAX; n++) await register(person, randomUUID());
  app.now = started;
  const { items } = await person.caller.call(devicesList, { query: {} });
  expect(items).toHaveLength(DEVICES_MAX);
  expect(items.some(({ deviceId }) => deviceId === first)).toBe(false);
});

test('two tabs of one browser register it once', async () => {
  const tenantId = await app.tenant('tabs');
  const person = await app.person(tenantId, 'analyst');
  const deviceId = randomUUID();
  await Promise.all([1, 2, 3, 4].map(() => register(person, deviceId)));
  expect(await actionsOf(app, tenantId)).toEqual(['device.registered']);
});
