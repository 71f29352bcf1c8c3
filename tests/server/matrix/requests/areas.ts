import * as areas from '$lib/api/contracts/areas';
import * as devices from '$lib/api/contracts/devices';
import { DEVICES_MAX } from '$lib/api/contracts/devices';
import type { Asker, Home } from '../home';
import type { World } from '../world';
import { right } from './right';

/** So many devices of the asker's that one more is the last for which there is room; others', who were there lately, have as many. */
const almostAll = (world: World, home: Home, asker: Asker) =>
  world.app.owner.query(
    `insert into device (tenant_id, account_id, id, name, platform, created_at, last_seen_at)
     select a.tenant_id, a.id, gen_random_uuid(), 'old', '', $3::timestamptz, $3::timestamptz - case when a.tenant_id = $1 then interval '1 day' else interval '0' end
     from account a, generate_series(1, ${DEVICES_MAX - 2}) where a.id = $2`,
    [home.tenantId, home.id('account', asker), world.start]
  );

const one = (home: Home) => ({ areaId: home.id('area', 'subject') });

export const AREAS = [
  right(areas.areasList, (home) => ({ query: { search: home.canary } }), {
    further: [{ circumstance: 'a further page', input: (home) => ({ query: { after: home.id('area', 'gone') } }) }]
  }),
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
  right(
    devices.devicePut,
    (home, asker) => ({
      params: { deviceId: home.id('device', asker) },
      body: { name: home.name('laptop') }
    }),
    {
      further: [
        {
          circumstance: 'from the device itself',
          input: (home, asker) => ({
            params: { deviceId: home.id('device', asker) },
            body: { name: home.name('laptop'), platform: home.name('platform') }
          }),
          audit: 'device.renamed'
        },
        {
          circumstance: 'the last that there is room for',
          prepare: almostAll,
          input: (home, asker) => ({
            params: { deviceId: home.id('new device', asker) },
            body: { platform: home.name('platform') }
          }),
          audit: 'device.registered'
        }
      ]
    }
  ),
  right(devices.deviceRemove, (home, asker) => ({ params: { deviceId: home.id('device', asker) } }), {
    further: [
      {
        circumstance: 'where somebody is signed in',
        prepare: (world, home, asker) =>
          world.app.owner.query('update session set device_id = $2 where id = $1', [
            home.id('session', asker, 'other'),
            home.id('device', asker)
          ]),
        status: 204,
        audit: 'device.removed'
      }
    ]
  }),
  right(devices.deviceObjects, (home, asker) => ({
    params: { deviceId: home.id('device', asker) },
    body: {
      objects: [
        { objectId: 'ab'.repeat(16), sizeBytes: 5, areaId: home.id('area', 'subject'), updatedAt: '2026-11-24T08:00:00.000Z' }
      ]
    }
  }))
];
