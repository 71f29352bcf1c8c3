import { operatorNoticePost, operatorNoticesGet } from '$lib/api/contracts/operator-notices';
import { endpoint } from '$lib/server/http/endpoint';
import { publishNotice } from '$lib/server/notices/publish';
import { readAllNotices } from '$lib/server/notices/read-notices';

export const GET = endpoint(operatorNoticesGet, async ({ tx }) => ({ items: await readAllNotices(tx) }));

export const POST = endpoint(operatorNoticePost, ({ tx, actor, service, body }) =>
  publishNotice(tx, actor, service.sealer, body)
);
