import * as v from 'valibot';
import { contract } from '../contract';
import { Instant, Nothing } from '../shapes';
import { Contact, ServiceSettings } from '../service-settings';

/** How the service is. */
export const Health = v.object({
  version: v.string(),
  startedAt: Instant,
  store: v.object({ version: v.string(), embedded: v.boolean(), bytes: v.number() }),
  migrations: v.array(v.object({ version: v.number(), name: v.string(), appliedAt: Instant })),
  mail: v.object({
    configured: v.boolean(),
    waiting: v.number(),
    givenUp: v.number(),
    oldestWaiting: v.nullable(Instant),
    lastFailure: v.nullable(v.string())
  }),
  jobs: v.array(v.object({ name: v.string(), endedAt: Instant }))
});
export type Health = v.InferOutput<typeof Health>;

export const operatorHealthGet = contract({
  method: 'GET',
  path: '/api/v1/operator/health',
  summary: 'How the service is: store, migrations, mails, jobs.',
  guard: { who: 'operator' },
  reply: Health
});

export const operatorSettingsGet = contract({
  method: 'GET',
  path: '/api/v1/operator/settings',
  summary: 'What the operator decides for the whole service.',
  guard: { who: 'operator' },
  reply: ServiceSettings
});

export const operatorSettingsPut = contract({
  method: 'PUT',
  path: '/api/v1/operator/settings',
  summary: 'Replace the service’s settings.',
  guard: { who: 'operator' },
  body: v.strictObject({ guests: v.boolean(), contact: Contact }),
  reply: Nothing
});
