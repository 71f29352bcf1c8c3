import * as operators from '$lib/api/contracts/operator-operators';
import * as session from '$lib/api/contracts/operator-session';
import type { Asker, Home } from '../home';
import { CODE, OPERATOR_ID, OTHER_OPERATOR_ID, PASSWORD, shownNow, TOTP_SECRET } from '../seeds';
import type { World } from '../world';
import { right } from './right';

const withApp = (confirmed: boolean) => (world: World, _home: Home, _asker: Asker) =>
  world.app.owner.query('update operator set totp_secret = $2, totp_confirmed = $3 where id = $1', [
    OPERATOR_ID,
    world.app.service.sealer.seal(`operator.totp_secret/${OPERATOR_ID}`, TOTP_SECRET),
    confirmed
  ]);
const other = () => ({ operatorId: OTHER_OPERATOR_ID });

export const OPERATORS = [
  right(session.operatorMeGet, () => ({})),
  right(session.operatorSignInPost, () => ({ body: { email: 'operator@example.com', password: PASSWORD } }), {
    wrong: [
      {
        circumstance: 'wrong password',
        input: () => ({ body: { email: 'operator@example.com', password: 'x' } }),
        status: 401,
        code: 'wrong-credentials',
        audit: 'operator.refused'
      },
      {
        circumstance: "a tenant's user",
        input: (home) => ({ body: { email: home.email('admin'), password: PASSWORD } }),
        status: 401,
        code: 'wrong-credentials',
        audit: 'operator.refused'
      }
    ]
  }),
  right(session.operatorActivatePost, () => ({
    body: { email: 'other@example.com', code: CODE, password: 'seven lanterns above quiet water' }
  })),
  right(session.operatorFactorPost, () => ({ body: { code: shownNow() } }), { prepare: withApp(true) }),
  right(session.operatorEnrolPost, () => ({})),
  right(session.operatorEnrolPut, () => ({ body: { code: shownNow() } }), { prepare: withApp(false) }),
  right(session.operatorSignOutPost, () => ({})),
  right(operators.operatorsGet, () => ({})),
  right(operators.operatorPost, () => ({ body: { email: 'made@example.com', name: 'Made' } })),
  right(operators.operatorResetPost, () => ({ params: other() })),
  right(operators.operatorStatePut, () => ({ params: other(), body: { enabled: false } }))
];
