import { afterAll, beforeAll, expect, test } from 'vitest';
import { serviceGet } from '$lib/api/contracts/service';
import { TestApp } from './support/app';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app?.stop());

test('says what it is to anyone, and whether it was set up', async () => {
  expect(await app.guest().call(serviceGet, {})).toMatchObject({ guests: true, needsSetUp: true });
  await app.tenant('acme');
  expect(await app.guest().call(serviceGet, {})).toMatchObject({ needsSetUp: false });
});

test('is not at the management port', async () => {
  expect((await app.guest('management').ask('/api/v1/service')).status).toBe(404);
});
