import { afterAll, beforeAll, expect, test } from 'vitest';
import { JOBS, runIfDue } from '$lib/server/jobs';
import { TestApp, type Person } from './support/app';

const DAY = 86_400_000;
let app: TestApp;
let tenantId: string;
let user: Person;
beforeAll(async () => {
  app = await TestApp.start();
  tenantId = await app.tenant('acme');
  user = await app.person(tenantId, 'admin');
});
afterAll(() => app?.stop());

const wait = (ms: number): void => void (app.now = new Date(app.now.getTime() + ms));
const names = JOBS.map(({ name }) => name);

test('every job has a name of its own', () => {
  expect(new Set(names).size).toBe(names.length);
});

test.each(JOBS.map((job) => [job.name, job] as const))('%s runs, and is due again after its time', async (_, job) => {
  expect(await runIfDue(app.service, job)).toBe(true);
  expect(await runIfDue(app.service, job)).toBe(false);
  wait(job.everyMs);
  expect(await runIfDue(app.service, job)).toBe(true);
});

test('sessions that have run out are cleared away', async () => {
  await app.signIn(tenantId, user.accountId, user.caller);
  wait(DAY);
  await runIfDue(
    app.service,
    JOBS.find(({ name }) => name === 'clear-ended-sign-ins')!
  );
  expect((await app.owner.query('select 1 from session')).rows).toEqual([]);
});

test('a job is run by one instance at a time, and not again before it is due', async () => {
  let runs = 0;
  const job = { name: 'counted', everyMs: DAY, ofService: () => Promise.resolve(void runs++) };
  const outcomes = await Promise.all([1, 2, 3].map(() => runIfDue(app.service, job)));
  expect(outcomes.filter(Boolean)).toHaveLength(1);
  expect(runs).toBe(1);
  expect(await runIfDue(app.service, job)).toBe(false);
  wait(DAY);
  expect(await runIfDue(app.service, job)).toBe(true);
});

test('what fails for one tenant is done for the others, and is due again', async () => {
  const other = await app.tenant('fails');
  const seen = new Set<string>();
  const job = {
    name: 'fails',
    everyMs: DAY,
    ofTenant: (tx: { readonly tenantId: string | undefined }) => {
      if (tx.tenantId === other) return Promise.reject(new Error('as asked'));
      seen.add(tx.tenantId!);
      return Promise.resolve();
    }
  };
  await expect(runIfDue(app.service, job)).rejects.toThrow(/1 tenants/);
  expect(seen).toContain(tenantId);
  await expect(runIfDue(app.service, job)).rejects.toThrow(/1 tenants/);
});
