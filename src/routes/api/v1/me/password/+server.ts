import { passwordChange, passwordRules } from '$lib/api/contracts/profile';
import { changePassword, readPasswordRules } from '$lib/server/accounts/change-password';
import { answerSignedIn } from '$lib/server/accounts/signed-in';
import { endpoint } from '$lib/server/http/endpoint';

export const GET = endpoint(passwordRules, async ({ tx, user }) => {
  const { least, kinds, words } = await readPasswordRules(tx, user);
  return { least, kinds, words: [...words] };
});

export const PUT = endpoint(passwordChange, async (call) =>
  answerSignedIn(call, await changePassword(call.tx, call.actor, call.user, call.body))
);
