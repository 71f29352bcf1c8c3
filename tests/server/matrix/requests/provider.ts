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
  right(provider.oidcCallback, (home) => ({ query: { state: `state${home.slug}` } }))
];
