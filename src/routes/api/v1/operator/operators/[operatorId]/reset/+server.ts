import { operatorResetPost } from '$lib/api/contracts/operator-operators';
import { endpoint } from '$lib/server/http/endpoint';
import { resetOperator } from '$lib/server/operators/operators';

export const POST = endpoint(operatorResetPost, ({ tx, actor, params }) => resetOperator(tx, actor, params.operatorId));
