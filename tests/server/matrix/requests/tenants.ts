import * as service from '$lib/api/contracts/operator-service';
import * as tenants from '$lib/api/contracts/operator-tenants';
import type { Home } from '../home';
import { right } from './right';

const itself = ({ tenantId }: Home) => ({ tenantId });

/** What operators do to tenants and the service. */
export const TENANTS = [
  right(service.operatorHealthGet, () => ({})),
  right(service.operatorSettingsGet, () => ({})),
  right(service.operatorSettingsPut, () => ({ body: { guests: false, contact: { operator: 'Somebody' } } })),
  right(tenants.operatorTenantsGet, () => ({})),
  right(tenants.operatorTenantPost, () => ({
    body: { slug: 'dogwood', name: 'Dogwood', admin: { email: 'a@example.com', name: 'A', language: 'en' as const } }
  })),
  right(tenants.operatorTenantPatch, (home) => ({
    params: itself(home),
    body: {
      version: 0,
      name: home.name('renamed'),
      contract: {
        contactName: '',
        contactEmail: '',
        startsOn: '2026-04-01',
        endsOn: null,
        exportUntil: null,
        maxAccounts: null,
        note: ''
      }
    }
  })),
  right(tenants.operatorTenantStatePut, (home) => ({ params: itself(home), body: { state: 'suspended' as const } })),
  right(tenants.operatorTenantCodePost, (home) => ({ params: itself(home), body: { email: home.email('invited') } }), {
    prepare: (world, home) =>
      world.app.owner.query("update account set role = 'admin' where id = $1", [home.id('account', 'invited')])
  })
];
