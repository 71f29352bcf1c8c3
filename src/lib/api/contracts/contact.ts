import { contract } from '../contract';
import { Contact } from '../service-settings';

export const contactGet = contract({
  method: 'GET',
  path: '/api/v1/contact',
  summary: 'Whom to ask about the service.',
  guard: { who: 'anyone' },
  reply: Contact
});
