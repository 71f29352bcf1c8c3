import { operatorNoticeEntryPost } from '$lib/api/contracts/operator-notices';
import { endpoint } from '$lib/server/http/endpoint';
import { addNoticeEntry } from '$lib/server/notices/publish';

export const POST = endpoint(operatorNoticeEntryPost, ({ tx, actor, service, params, body }) =>
  addNoticeEntry(tx, actor, service.sealer, params.noticeId, body)
);
