import { operatorPost, operatorsGet } from '$lib/api/contracts/operator-operators';
import { endpoint } from '$lib/server/http/endpoint';
import { createOperator, listOperators } from '$lib/server/operators/operators';

export const GET = endpoint(operatorsGet, async ({ tx }) => ({ items: await listOperators(tx) }));

export const POST = endpoint(operatorPost, ({ tx, actor, body }) => createOperator(tx, actor, body));
