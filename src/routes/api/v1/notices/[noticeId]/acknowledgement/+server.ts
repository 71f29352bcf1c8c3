import { noticeAcknowledgementPut } from '$lib/api/contracts/notices';
import { endpoint } from '$lib/server/http/endpoint';
import { acknowledge } from '$lib/server/notices/acknowledge';

export const PUT = endpoint(noticeAcknowledgementPut, async ({ tx, user, params, body }) => {
  await acknowledge(tx, user, params.noticeId, body.revision);
  return {};
});
