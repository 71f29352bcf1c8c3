import { afterAll, beforeAll, expect, test } from 'vitest';
import { personDelete, personDisable, personEdit, personLeave } from '$lib/api/contracts/people';
import { TestApp, type Person } from './support/app';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app?.stop());

let made = 0;
async function twoAdmins(): Promise<readonly [Person, Person]> {
  const tenantId = await app.tenant(`pair-${++made}`);
  return [await app.person(tenantId, 'admin'), await app.person(tenantId, 'admin')];
}

const on = ({ accountId }: Person) => ({ accountId });
const body = { version: 1 };
const ACTS: Readonly<Record<string, (actor: Person, target: Person) => Promise<unknown>>> = {
  disable: (actor, target) => actor.caller.call(personDisable, { params: on(target), body }),
  delete: (actor, target) => actor.caller.call(personDelete, { params: on(target), body }),
  leave: (actor, target) => actor.caller.call(personLeave, { params: on(target), body }),
  demote: (actor, target) => actor.caller.call(personEdit, { params: on(target), body: { ...body, role: 'viewer' } })
};
const activeAdmins = async ({ tenantId }: Person): Promise<number> =>
  Number(
    (
      await app.owner.query<{ n: string }>(
        "select count(*) n from account where tenant_id = $1 and role = 'admin' and state = 'active'",
        [tenantId]
      )
    ).rows[0]!.n
  );

test.each(Object.entries(ACTS))('the last administrator cannot %s: whoever asks', async (_, act) => {
  const [first, second] = await twoAdmins();
  await ACTS.disable!(first, second);
  await expect(act(first, first)).rejects.toMatchObject({ code: 'last-admin' });
  expect(await activeAdmins(first)).toBe(1);
});

test.each(Object.entries(ACTS))('of two who %s each other at once, one stays', async (_, act) => {
  for (let round = 0; round < 5; round++) {
    const [first, second] = await twoAdmins();
    const outcomes = await Promise.allSettled([act(first, second), act(second, first)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await activeAdmins(first)).toBe(1);
  }
});

test.each(Object.entries(ACTS))('of two who %s themselves at once, one stays', async (_, act) => {
  const [first, second] = await twoAdmins();
  const outcomes = await Promise.allSettled([act(first, first), act(second, second)]);
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await activeAdmins(first)).toBe(1);
});

test('somebody who was invited to administer does not count', async () => {
  const [first, second] = await twoAdmins();
  await app.owner.query("update account set state = 'invited' where id = $1", [second.accountId]);
  await expect(ACTS.demote!(first, first)).rejects.toMatchObject({ code: 'last-admin' });
});
