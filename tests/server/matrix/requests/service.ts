import { contactGet } from '$lib/api/contracts/contact';
import { networkGet, networkPreview, networkReplace } from '$lib/api/contracts/network';
import { openapiGet } from '$lib/api/contracts/openapi';
import { serviceGet } from '$lib/api/contracts/service';
import { setUpPost } from '$lib/api/contracts/set-up';
import { right } from './right';

export const SERVICE = [
  right(serviceGet, () => ({})),
  right(openapiGet, () => ({})),
  right(contactGet, () => ({})),
  right(setUpPost, () => ({
    body: {
      code: 'AAAAA-AAAAA',
      tenant: { slug: 'dogwood', name: 'Dogwood' },
      admin: { email: 'a@example.com', name: 'A', language: 'en' as const },
      operator: { email: 'o@example.com', name: 'O' }
    }
  })),
  right(networkGet, () => ({})),
  right(networkPreview, () => ({ body: { ranges: ['127.0.0.0/8'] } })),
  right(networkReplace, () => ({ body: { ranges: ['127.0.0.0/8'], expected: [] } }), {
    wrong: [
      {
        circumstance: 'locks the caller out',
        input: () => ({ body: { ranges: ['203.0.113.0/24'], expected: [] } }),
        status: 409,
        code: 'lock-out'
      },
      {
        circumstance: 'stale',
        input: () => ({ body: { ranges: ['127.0.0.0/8'], expected: ['10.0.0.0/8'] } }),
        status: 409,
        code: 'stale'
      }
    ]
  })
];
