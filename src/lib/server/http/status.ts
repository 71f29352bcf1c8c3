import type { ServiceErrorCode } from '$lib/model/service-errors';

/** The HTTP status of each refusal. What belongs to another tenant is not there: 404, never 403. */
export const STATUS: Readonly<Record<ServiceErrorCode, number>> = {
  'bad-request': 400,
  'too-large': 413,
  'too-many-requests': 429,
  'not-found': 404,
  conflict: 409,
  stale: 409,
  'idempotency-mismatch': 422,
  'cross-site': 403,
  'sign-in-needed': 401,
  'wrong-stage': 403,
  forbidden: 403,
  'outside-network': 403,
  'lock-out': 409,
  'tenant-suspended': 403,
  'last-admin': 409,
  'wrong-state': 409,
  'label-in-use': 409,
  'code-refused': 403,
  'operator-refused': 401,
  'operator-password-short': 400,
  'last-operator': 409,
  'guests-off': 403,
  'owns-areas': 409,
  'import-refused': 422,
  unavailable: 503,
  offline: 503,
  internal: 500
};
