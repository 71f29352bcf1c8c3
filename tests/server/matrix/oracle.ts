/**
 * Who may do what, written by hand from the issue and from nothing else: it must not read the contracts' guards, which it judges. An endpoint
 * without a line here fails the matrix.
 */
import type { Stage } from '$lib/api/contract';
import type { Role } from '$lib/api/shapes';
import type { Asker } from './home';

export interface Line {
  /** `anyone`: with or without a session */
  readonly may: 'anyone' | readonly Asker[];
  /** the status of a right request; 200 unless said */
  readonly ok?: number;
  /** what a pending sign-in may call too */
  readonly pending?: readonly Stage[];
  /** how far the sign-in must be, where that is not `active` */
  readonly at?: Stage;
  /** whom the thing itself does not let, or is not there for */
  readonly by?: Partial<Record<Role, number>>;
  /** the action that its success writes into the audit; null: none, and why */
  readonly audit: string | null;
  readonly why?: string;
  /** tables that it writes all the same */
  readonly writes?: readonly string[];
  /** the answer to another tenant's id, by where it stands; 404 unless said */
  readonly foreign?: Readonly<Record<string, number>>;
}

const EVERYBODY = ['admin', 'analyst', 'viewer', 'auditor'] as const;
const ADMIN = ['admin'] as const;
const PENDING = ['second-factor', 'enrol-second-factor', 'change-password'] as const;
const ENROLLING = ['enrol-second-factor'] as const;
const HALF = ['second-factor', 'enrol-second-factor'] as const;
const MAKERS = ['admin', 'analyst'] as const;
const READERS = ['admin', 'auditor'] as const;
const NO_RIGHT = { analyst: 404, viewer: 403, auditor: 404 } as const;
const SIGNING = ['audit_key', 'audit_checkpoint'] as const;
const READ = 'reads only';

export const ORACLE: Readonly<Record<string, Line>> = {
  // the service, and who one is
  'GET /api/v1/service': { may: 'anyone', audit: null, why: READ },
  'GET /api/v1/me': { may: EVERYBODY, pending: PENDING, audit: null, why: READ },

  'GET /api/v1/contact': { may: 'anyone', audit: null, why: READ },
  // there are tenants: no code is open
  'POST /api/v1/set-up': { may: 'anyone', ok: 403, audit: 'service.set-up' },

  'GET /api/v1/openapi.json': { may: 'anyone', audit: null, why: READ },

  // signing in
  'POST /api/v1/sign-in': { may: 'anyone', audit: 'session.started' },
  'POST /api/v1/activate': { may: 'anyone', audit: 'account.code-used' },
  'POST /api/v1/sign-out': { may: EVERYBODY, pending: PENDING, ok: 204, audit: 'session.ended-everywhere' },

  // signing in through the tenant's identity provider; none answers in this world, and the oidc tests have one that does
  'GET /api/v1/identity-provider': { may: ADMIN, audit: null, why: READ },
  'PUT /api/v1/identity-provider': {
    may: ADMIN,
    ok: 400,
    audit: null,
    why: 'asks the provider first, and nobody answers as one'
  },
  'DELETE /api/v1/identity-provider': { may: ADMIN, ok: 204, audit: 'identity-provider.removed' },
  'POST /api/v1/oidc/start': { may: 'anyone', ok: 404, audit: null, why: "the tenant's provider is off: told as none" },
  // whoever comes back without the cookie that the browser was given is not let in
  'GET /api/v1/oidc/callback': { may: 'anyone', ok: 303, audit: 'session.refused' },

  // one's own account
  'PATCH /api/v1/me': { may: EVERYBODY, ok: 204, audit: 'account.profile-changed' },
  'GET /api/v1/me/password': { may: EVERYBODY, pending: ['change-password'], audit: null, why: READ },
  'PUT /api/v1/me/password': { may: EVERYBODY, pending: ['change-password'], audit: 'account.password-changed' },
  'POST /api/v1/me/prove': { may: EVERYBODY, ok: 204, audit: null, why: "changes the session's own instant only" },
  'GET /api/v1/me/sessions': { may: EVERYBODY, audit: null, why: READ },
  'DELETE /api/v1/me/sessions/[sessionId]': { may: EVERYBODY, ok: 204, audit: 'session.revoked' },

  // second factors
  'GET /api/v1/me/second-factor': { may: EVERYBODY, pending: PENDING, audit: null, why: READ },
  'POST /api/v1/me/second-factor/totp': {
    may: EVERYBODY,
    pending: ENROLLING,
    audit: null,
    why: 'not a factor yet',
    writes: ['totp_factor']
  },
  'PUT /api/v1/me/second-factor/totp': { may: EVERYBODY, pending: ENROLLING, audit: 'second-factor.added' },
  'DELETE /api/v1/me/second-factor/totp': { may: EVERYBODY, ok: 204, audit: 'second-factor.removed' },
  'POST /api/v1/me/second-factor/passkeys/options': { may: EVERYBODY, pending: ENROLLING, audit: null, why: 'a challenge only' },
  // no authenticator has signed: tests/e2e/passkey.spec.ts has one
  'POST /api/v1/me/second-factor/passkeys': { may: EVERYBODY, pending: ENROLLING, ok: 401, audit: 'second-factor.refused' },
  'DELETE /api/v1/me/second-factor/passkeys/[passkeyId]': { may: EVERYBODY, ok: 204, audit: 'second-factor.removed' },
  'POST /api/v1/me/second-factor/recovery-codes': { may: EVERYBODY, audit: 'second-factor.codes-renewed' },
  'POST /api/v1/sign-in/second-factor': { may: EVERYBODY, at: 'second-factor', audit: 'second-factor.passed' },
  'POST /api/v1/sign-in/passkey/options': { may: EVERYBODY, at: 'second-factor', audit: null, why: 'a challenge only' },
  'POST /api/v1/sign-in/passkey': { may: EVERYBODY, at: 'second-factor', ok: 401, audit: 'second-factor.refused' },

  // process areas: the analyst and the auditor have no right to this one, the viewer may view it
  'GET /api/v1/areas': { may: EVERYBODY, audit: null, why: READ },
  'POST /api/v1/areas': { may: MAKERS, audit: 'area.created' },
  'GET /api/v1/areas/[areaId]': { may: EVERYBODY, by: { analyst: 404, auditor: 404 }, audit: null, why: READ },
  'PATCH /api/v1/areas/[areaId]': { may: EVERYBODY, by: NO_RIGHT, audit: 'area.renamed' },
  'PUT /api/v1/areas/[areaId]/grants': { may: EVERYBODY, by: NO_RIGHT, audit: 'area.granted' },
  'POST /api/v1/areas/[areaId]/transfer': { may: EVERYBODY, by: NO_RIGHT, audit: 'area.transferred' },
  'PUT /api/v1/areas/[areaId]/state': { may: EVERYBODY, by: NO_RIGHT, audit: 'area.archived' },
  'GET /api/v1/directory': { may: MAKERS, audit: null, why: READ },

  // one's own devices; a browser makes its id itself, so another's is one more of one's own
  'GET /api/v1/devices': { may: EVERYBODY, audit: null, why: READ },
  'PUT /api/v1/devices/[deviceId]': { may: EVERYBODY, audit: 'device.renamed' },
  'DELETE /api/v1/devices/[deviceId]': { may: EVERYBODY, ok: 204, audit: 'device.removed' },
  // an area that is not there, or not for one, is told as none
  'PUT /api/v1/devices/[deviceId]/objects': {
    may: EVERYBODY,
    ok: 204,
    audit: 'device.objects-changed',
    foreign: { 'body.objects.0.areaId': 204 }
  },

  // the audit
  'GET /api/v1/audit': { may: READERS, audit: null, why: READ },
  'GET /api/v1/audit/export': { may: READERS, audit: 'audit.downloaded' },
  'GET /api/v1/audit/checkpoint': { may: EVERYBODY, audit: null, why: READ, writes: SIGNING },
  'GET /api/v1/audit/consistency': { may: EVERYBODY, audit: null, why: READ },
  'GET /api/v1/audit/inclusion': { may: EVERYBODY, audit: null, why: READ },
  // ids that the client tells of are written down as told
  'POST /api/v1/audit/batch': {
    may: EVERYBODY,
    audit: 'log.imported',
    foreign: { 'body.deviceId': 200, 'body.entries.0.areaId': 200 }
  },
  'GET /api/v1/operator/audit': { may: ['operator'], audit: null, why: READ },
  'GET /api/v1/operator/audit/export': { may: ['operator'], audit: 'audit.downloaded' },

  // operators
  'GET /api/v1/operator/me': { may: ['operator'], pending: HALF, audit: null, why: READ },
  'POST /api/v1/operator/sign-in': { may: 'anyone', audit: 'operator.password-accepted' },
  'POST /api/v1/operator/activate': { may: 'anyone', audit: 'operator.password-set' },
  'POST /api/v1/operator/second-factor': { may: ['operator'], at: 'second-factor', audit: 'operator.signed-in' },
  'POST /api/v1/operator/second-factor/enrolment': {
    may: ['operator'],
    at: 'enrol-second-factor',
    audit: null,
    why: 'not a factor yet',
    writes: ['operator']
  },
  'PUT /api/v1/operator/second-factor/enrolment': { may: ['operator'], at: 'enrol-second-factor', audit: 'operator.signed-in' },
  'POST /api/v1/operator/sign-out': { may: ['operator'], pending: HALF, ok: 204, audit: 'operator.signed-out' },
  'GET /api/v1/operator/operators': { may: ['operator'], audit: null, why: READ },
  'POST /api/v1/operator/operators': { may: ['operator'], audit: 'operator.created' },
  'POST /api/v1/operator/operators/[operatorId]/reset': { may: ['operator'], audit: 'operator.reset' },
  'PUT /api/v1/operator/operators/[operatorId]/state': { may: ['operator'], ok: 204, audit: 'operator.disabled' },

  'GET /api/v1/operator/health': { may: ['operator'], audit: null, why: READ },
  'GET /api/v1/operator/settings': { may: ['operator'], audit: null, why: READ },
  'PUT /api/v1/operator/settings': { may: ['operator'], ok: 204, audit: 'service.settings-changed' },
  'GET /api/v1/operator/tenants': { may: ['operator'], audit: null, why: READ },
  'POST /api/v1/operator/tenants': { may: ['operator'], audit: 'tenant.created' },
  'PATCH /api/v1/operator/tenants/[tenantId]': { may: ['operator'], ok: 204, audit: 'tenant.contract-changed' },
  'PUT /api/v1/operator/tenants/[tenantId]/state': { may: ['operator'], ok: 204, audit: 'tenant.suspended' },
  'POST /api/v1/operator/tenants/[tenantId]/admin-code': { may: ['operator'], audit: 'tenant.admin-code-issued' },

  // notices
  'GET /api/v1/notices': { may: EVERYBODY, audit: null, why: READ },
  'GET /api/v1/guest-notices': { may: 'anyone', audit: null, why: READ },
  'PUT /api/v1/notices/[noticeId]/acknowledgement': { may: EVERYBODY, ok: 204, audit: 'notice.acknowledged' },
  'GET /api/v1/operator/notices': { may: ['operator'], audit: null, why: READ },
  'POST /api/v1/operator/notices': { may: ['operator'], audit: 'notice.published' },
  'POST /api/v1/operator/notices/[noticeId]/entries': { may: ['operator'], audit: 'notice.updated' },
  'PUT /api/v1/operator/notices/[noticeId]/withdrawal': { may: ['operator'], ok: 204, audit: 'notice.withdrawn' },

  // people: administrators alone
  'GET /api/v1/people': { may: ADMIN, audit: null, why: READ, foreign: { 'query.groupId': 200, 'query.after': 200 } },
  'POST /api/v1/people': { may: ADMIN, audit: 'account.created' },
  'GET /api/v1/people/[accountId]': { may: ADMIN, audit: null, why: READ },
  'PATCH /api/v1/people/[accountId]': { may: ADMIN, audit: 'account.changed' },
  'POST /api/v1/people/[accountId]/disable': { may: ADMIN, audit: 'account.disabled' },
  'POST /api/v1/people/[accountId]/enable': { may: ADMIN, audit: 'account.enabled' },
  'POST /api/v1/people/[accountId]/delete': { may: ADMIN, ok: 204, audit: 'account.deleted' },
  'POST /api/v1/people/[accountId]/leave': { may: ADMIN, audit: 'account.left' },
  'POST /api/v1/people/[accountId]/restore': { may: ADMIN, audit: 'account.restored' },
  'POST /api/v1/people/[accountId]/reset': { may: ADMIN, audit: 'account.code-issued' },
  'POST /api/v1/people/[accountId]/reset-second-factor': { may: ADMIN, audit: 'account.second-factor-reset' },
  'POST /api/v1/people/[accountId]/unlock': { may: ADMIN, audit: 'account.unlocked' },
  'GET /api/v1/people/[accountId]/holdings': { may: ADMIN, audit: null, why: READ },
  'POST /api/v1/people/import/preview': { may: ADMIN, audit: null, why: 'changes nothing' },
  'POST /api/v1/people/import': { may: ADMIN, audit: 'account.created' },
  'GET /api/v1/groups': { may: ADMIN, audit: null, why: READ },
  'POST /api/v1/groups': { may: ADMIN, audit: 'group.created' },
  'PATCH /api/v1/groups/[groupId]': { may: ADMIN, audit: 'group.renamed' },
  'POST /api/v1/groups/[groupId]/delete': { may: ADMIN, ok: 204, audit: 'group.deleted' },
  'GET /api/v1/groups/[groupId]/members': { may: ADMIN, audit: null, why: READ },
  // somebody who is not a member is not taken out, wherever they are
  'POST /api/v1/groups/[groupId]/members': { may: ADMIN, audit: 'group.members-changed', foreign: { 'body.remove.0': 200 } },
  'GET /api/v1/policy': { may: ADMIN, audit: null, why: READ },
  'POST /api/v1/policy/effects': { may: ADMIN, audit: null, why: 'changes nothing' },
  'PUT /api/v1/policy': { may: ADMIN, audit: 'policy.changed' },

  // networks
  'GET /api/v1/network': { may: ADMIN, audit: null, why: READ },
  'POST /api/v1/network/preview': { may: ADMIN, audit: null, why: 'changes nothing' },
  'PUT /api/v1/network': { may: ADMIN, audit: 'network.changed' }
};
