import { afterAll, beforeAll, expect, test } from 'vitest';
import * as v from 'valibot';
import { policyEffects, policyGet, policyReplace } from '$lib/api/contracts/policy';
import { Policy } from '$lib/api/policy';
import { TestApp, type Person } from './support/app';

let app: TestApp;
let tenantId: string;
let admin: Person;
beforeAll(async () => {
  app = await TestApp.start();
  tenantId = await app.tenant('acme');
  admin = await app.person(tenantId, 'admin');
});
afterAll(() => app?.stop());

const defaults = v.parse(Policy, {});

test('has its defaults, is replaced as a whole, and tells before and after', async () => {
  expect(await admin.caller.call(policyGet, {})).toEqual({ version: 1, policy: defaults });
  const policy = { ...defaults, labels: ['社外秘', '極秘'], session: { idleMinutes: 15, absoluteHours: 8 } };
  expect(await admin.caller.call(policyReplace, { body: { version: 1, policy } })).toEqual({ version: 2, policy });
  expect(await admin.caller.call(policyGet, {})).toEqual({ version: 2, policy });
  const { rows } = await app.owner.query("select detail from audit_entry where action = 'policy.changed'");
  expect(rows).toEqual([
    {
      detail: {
        'labels.before': [],
        'labels.after': ['社外秘', '極秘'],
        'session.idleMinutes.before': 60,
        'session.idleMinutes.after': 15,
        'session.absoluteHours.before': 12,
        'session.absoluteHours.after': 8
      }
    }
  ]);
  await expect(admin.caller.call(policyReplace, { body: { version: 1, policy: defaults } })).rejects.toMatchObject({
    code: 'stale'
  });
});

test('never goes under what must hold', async () => {
  const { version } = await admin.caller.call(policyGet, {});
  const bad = [
    { ...defaults, password: { ...defaults.password, minLength: 14 } },
    { ...defaults, password: { ...defaults.password, minLengthWithSecondFactor: 7 } },
    { ...defaults, audit: { retentionDays: 364 } },
    { ...defaults, labels: ['same', 'same'] }
  ];
  for (const policy of bad) {
    await expect(admin.caller.call(policyReplace, { body: { version, policy } })).rejects.toMatchObject({ code: 'bad-request' });
  }
});

test('tells whom it would touch before it is saved', async () => {
  const boss = await app.person(await app.tenant('effects'), 'admin');
  const viewers = [await app.person(boss.tenantId, 'viewer'), await app.person(boss.tenantId, 'viewer')];
  await app.owner.query(
    `insert into totp_factor (tenant_id, account_id, secret_sealed, created_at, confirmed_at) values ($1, $2, '', $3, $3)`,
    [boss.tenantId, viewers[0]!.accountId, app.now]
  );
  await app.owner.query("update account set password_hash = 'x', password_changed_at = $2 where id = $1", [
    viewers[1]!.accountId,
    new Date(app.now.getTime() - 100 * 86_400_000)
  ]);
  const legacy = { kinds: 3, expiryDays: 90 };
  const policy = {
    ...defaults,
    secondFactor: { requiredFor: ['admin' as const, 'viewer' as const] },
    password: { ...defaults.password, legacy }
  };
  expect(await boss.caller.call(policyEffects, { body: { policy } })).toEqual({
    withoutSecondFactor: [
      { role: 'admin', count: 1 },
      { role: 'viewer', count: 1 }
    ],
    expiredPasswords: 1,
    labelsInUse: []
  });
  expect(await boss.caller.call(policyGet, {})).toMatchObject({ version: 1 });
});

test('two who save at once: one is stale', async () => {
  const boss = await app.person(await app.tenant('raced'), 'admin');
  const outcomes = await Promise.allSettled(
    [20, 30].map((idleMinutes) =>
      boss.caller.call(policyReplace, {
        body: { version: 1, policy: { ...defaults, session: { ...defaults.session, idleMinutes } } }
      })
    )
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('a label that process areas have stays in the list', async () => {
  const boss = await app.person(await app.tenant('labelled'), 'admin');
  const labelled = { ...defaults, labels: ['Internal', 'Secret'] };
  await boss.caller.call(policyReplace, { body: { version: 1, policy: labelled } });
  await app.owner.query(
    `insert into process_area (id, tenant_id, name, label, owner_id, created_at, updated_at, state_since)
     values (gen_random_uuid(), $1, 'Purchase', 'Secret', $2, $3, $3, $3)`,
    [boss.tenantId, boss.accountId, app.now]
  );
  const policy = { ...labelled, labels: ['Internal'] };
  expect(await boss.caller.call(policyEffects, { body: { policy } })).toMatchObject({
    labelsInUse: [{ label: 'Secret', areas: 1 }]
  });
  await expect(boss.caller.call(policyReplace, { body: { version: 2, policy } })).rejects.toMatchObject({
    code: 'label-in-use',
    detail: { label: 'Secret' }
  });
  expect(
    await boss.caller.call(policyReplace, { body: { version: 2, policy: { ...labelled, labels: ['Secret'] } } })
  ).toMatchObject({ version: 3 });
});
