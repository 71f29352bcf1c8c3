import * as provider from '$lib/api/contracts/identity-provider';
import { right } from './right';

export const PROVIDER = [
  right(provider.identityProviderGet, () => ({})),
  // a port of this machine that nobody listens at
  right(provider.identityProviderPut, (home) => ({
    body: {
      name: home.name('provider'),
      issuer: 'https://127.0.0.1:9',
      clientId: 'kiseki',
      secret: 'told once',
      enabled: true,
      hasSecondFactor: false,
      version: 1
    }
  })),
  right(provider.identityProviderDelete, () => ({})),
  right(provider.oidcStart, (home) => ({ body: { tenant: home.slug } }), {
    prepare: (world, home) =>
      world.app.owner.query('update identity_provider set enabled = false where tenant_id = $1', [home.tenantId])
  }),
  right(provider.oidcCallback, (home) => ({ query: { state: `state${home.slug}` } }), {
    further: [
      {
        circumstance: 'with a state that others drew too',
        // what the store itself lets nobody do
        prepare: (world, home) =>
          world.app.owner.query(
            `alter table identity_attempt drop constraint identity_attempt_pkey;
             insert into identity_attempt
             select (jsonb_populate_record(a, jsonb_build_object('tenant_id', t.id))).*
             from identity_attempt a, tenant t where a.tenant_id = '${home.tenantId}' and t.id <> a.tenant_id`
          ),
        status: 303,
        audit: 'session.refused'
      }
    ]
  })
];
