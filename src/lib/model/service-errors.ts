/**
 * Every refusal of the service (`/api/v1`), as a closed list. The words live in `i18n/{en,ja}/service-errors.ts`, the HTTP status in
 * `server/http/status.ts`; a code without words or status fails the type check.
 */
export const SERVICE_ERROR_CODES = [
  // the request
  'bad-request',
  'too-large',
  'too-many-requests',
  'not-found',
  'conflict',
  'stale',
  'idempotency-mismatch',
  'cross-site',
  // who asks
  'sign-in-needed',
  'wrong-credentials',
  'wrong-code',
  'proof-needed',
  'weak-password',
  'factor-required',
  'wrong-stage',
  'forbidden',
  'outside-network',
  'lock-out',
  'tenant-suspended',
  // people
  'last-admin',
  'accounts-agreed',
  'wrong-state',
  'label-in-use',
  // operators, the first start
  'code-refused',
  'last-operator',
  'guests-off',
  'owns-areas',
  'import-refused',
  // the service itself
  'unavailable',
  'offline',
  'internal'
] as const;

export type ServiceErrorCode = (typeof SERVICE_ERROR_CODES)[number];

/** Facts about a refusal, for its words: names of fields, limits, seconds to wait. Never a secret. */
export type ServiceErrorDetail = Readonly<Record<string, string | number | boolean | null>>;

/** What the service refuses, on both sides of the wire. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  constructor(
    readonly code: ServiceErrorCode,
    readonly detail: ServiceErrorDetail = {}
  ) {
    super(code);
  }
}

const CODES: ReadonlySet<string> = new Set(SERVICE_ERROR_CODES);

/** Whether a text is one of the codes. */
export const isServiceErrorCode = (code: unknown): code is ServiceErrorCode => typeof code === 'string' && CODES.has(code);

/** What was thrown, as a refusal: anything else than one is our own fault. */
export const asServiceError = (why: unknown): ServiceError => (why instanceof ServiceError ? why : new ServiceError('internal'));
