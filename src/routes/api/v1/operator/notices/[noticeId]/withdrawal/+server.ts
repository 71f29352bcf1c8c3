import { operatorNoticeWithdrawalPut } from '$lib/api/contracts/operator-notices';
import { endpoint } from '$lib/server/http/endpoint';
import { withdrawNotice } from '$lib/server/notices/publish';

export const PUT = endpoint(operatorNoticeWithdrawalPut, async ({ tx, actor, params }) => {
  await withdrawNotice(tx, actor, params.noticeId);
  return {};
});
