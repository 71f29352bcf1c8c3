import { totpBegin, totpConfirm, totpRemove } from '$lib/api/contracts/second-factor';
import { beginTotp, confirmTotp, removeFactor } from '$lib/server/accounts/second-factor';
import { answerFactorAdded } from '$lib/server/accounts/signed-in';
import { endpoint } from '$lib/server/http/endpoint';

export const POST = endpoint(totpBegin, ({ tx, service, user }) => beginTotp(tx, service.sealer, user));

export const PUT = endpoint(totpConfirm, async (call) =>
  answerFactorAdded(call, await confirmTotp(call.tx, call.service.sealer, call.actor, call.user, call.body.code))
);

export const DELETE = endpoint(totpRemove, async ({ tx, actor, user }) => {
  await removeFactor(tx, actor, user, 'totp');
  return {};
});
