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
const PENDING = ['second-factor', 'enrol-second-factor', 'change-password'] as const;
const READ = 'reads only';

export const ORACLE: Readonly<Record<string, Line>> = {
  // the service, and who one is
  'GET /api/v1/service': { may: 'anyone', audit: null, why: READ },
  'GET /api/v1/me': { may: EVERYBODY, pending: PENDING, audit: null, why: READ },

  'GET /api/v1/contact': { may: 'anyone', audit: null, why: READ },
  // there are tenants: no code is open
  'POST /api/v1/set-up': { may: 'anyone', ok: 403, audit: 'service.set-up' },

  // networks
  'GET /api/v1/network': { may: ['admin'], audit: null, why: READ },
  'POST /api/v1/network/preview': { may: ['admin'], audit: null, why: 'changes nothing' },
  'PUT /api/v1/network': { may: ['admin'], audit: 'network.changed' }
};
