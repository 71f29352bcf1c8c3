import * as areas from '$lib/api/contracts/areas';
import * as devices from '$lib/api/contracts/devices';
import type { Home } from '../home';
import { right } from './right';

const one = (home: Home) => ({ areaId: home.id('area', 'subject') });

export const AREAS = [
  right(areas.areasList, (home) => ({ query: { search: home.canary } })),
  right(areas.areaCreate, (home) => ({ body: { name: home.name('made'), label: home.name('label') } })),
  right(areas.areaGet, (home) => ({ params: one(home) })),
  right(areas.areaChange, (home) => ({ params: one(home), body: { version: 1, name: home.name('renamed') } })),
  right(areas.areaGrants, (home) => ({
    params: one(home),
    body: {
      version: 1,
      grants: [
        { kind: 'account' as const, id: home.id('account', 'analyst'), right: 'edit' as const },
        { kind: 'group' as const, id: home.id('other group'), right: 'view' as const }
      ]
    }
  })),
  right(areas.areaTransfer, (home) => ({ params: one(home), body: { version: 1, ownerId: home.id('account', 'analyst') } })),
  right(areas.areaState, (home) => ({ params: one(home), body: { version: 1, state: 'archived' as const } })),
  right(areas.directorySearch, (home) => ({ query: { search: home.canary } })),

  right(devices.devicesList, () => ({ query: {} })),
  right(devices.devicePut, (home, asker) => ({
    params: { deviceId: home.id('device', asker) },
    body: { name: home.name('laptop') }
  })),
  right(devices.deviceRemove, (home, asker) => ({ params: { deviceId: home.id('device', asker) } })),
  right(devices.deviceObjects, (home, asker) => ({
    params: { deviceId: home.id('device', asker) },
    body: {
      objects: [
        { objectId: 'ab'.repeat(16), sizeBytes: 5, areaId: home.id('area', 'subject'), updatedAt: '2026-11-24T08:00:00.000Z' }
      ]
    }
  }))
];
