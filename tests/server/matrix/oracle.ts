/**
 * Who may do what, written by hand from the issue and from nothing else: it must not read the contracts' guards, which it judges. An endpoint
 * without a line here fails the matrix.
 */
import type { Stage } from '$lib/api/contract';
import type { Asker } from './home';

export interface Line {
  /** `anyone`: with or without a session */
  readonly may: 'anyone' | readonly Asker[];
  /** the status of a right request; 200 unless said */
  readonly ok?: number;
  /** what a pending sign-in may call too */
  readonly pending?: readonly Stage[];
  /** the action that its success writes into the audit; null: none, and why */
  readonly audit: string | null;
  readonly why?: string;
  /** the answer to another tenant's id, by where it stands; 404 unless said */
  readonly foreign?: Readonly<Record<string, number>>;
}

const EVERYBODY = ['admin', 'analyst', 'viewer', 'auditor'] as const;
const ADMIN = ['admin'] as const;
const PENDING = ['second-factor', 'enrol-second-factor', 'change-password'] as const;
const READ = 'reads only';

export const ORACLE: Readonly<Record<string, Line>> = {
  // the service, and who one is
  'GET /api/v1/service': { may: 'anyone', audit: null, why: READ },
  'GET /api/v1/me': { may: EVERYBODY, pending: PENDING, audit: null, why: READ },

  'GET /api/v1/contact': { may: 'anyone', audit: null, why: READ },
  // there are tenants: no code is open
  'POST /api/v1/set-up': { may: 'anyone', ok: 403, audit: 'service.set-up' },

  // signing in
  'POST /api/v1/sign-in': { may: 'anyone', audit: 'session.started' },
  'POST /api/v1/activate': { may: 'anyone', audit: 'account.code-used' },
  'POST /api/v1/sign-out': { may: EVERYBODY, pending: PENDING, ok: 204, audit: 'session.ended-everywhere' },

  // one's own account
  'PATCH /api/v1/me': { may: EVERYBODY, ok: 204, audit: 'account.profile-changed' },
  'GET /api/v1/me/password': { may: EVERYBODY, pending: ['change-password'], audit: null, why: READ },
  'PUT /api/v1/me/password': { may: EVERYBODY, pending: ['change-password'], audit: 'account.password-changed' },
  'POST /api/v1/me/prove': { may: EVERYBODY, ok: 204, audit: null, why: "changes the session's own instant only" },
  'GET /api/v1/me/sessions': { may: EVERYBODY, audit: null, why: READ },
  'DELETE /api/v1/me/sessions/[sessionId]': { may: EVERYBODY, ok: 204, audit: 'session.revoked' },

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
