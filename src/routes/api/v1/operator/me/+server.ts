import { operatorMeGet } from '$lib/api/contracts/operator-session';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(operatorMeGet, ({ operator: { operatorId, email, name, stage } }) =>
  Promise.resolve({ operatorId, email, name, stage })
);
