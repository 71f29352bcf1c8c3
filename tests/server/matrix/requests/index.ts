import { AREAS } from './areas';
import { AUDIT_AND_NOTICES } from './audit-and-notices';
import { FACTORS } from './factors';
import { OPERATORS } from './operators';
import { OWN_ACCOUNT } from './own-account';
import { PEOPLE_ADMINISTRATION } from './people';
import { PROVIDER } from './provider';
import type { RightRequest } from './right';
import { SERVICE } from './service';
import { TENANTS } from './tenants';

/** A right request of every endpoint: one that is missing fails the matrix. */
export const REQUESTS: readonly RightRequest[] = [
  ...SERVICE,
  ...OWN_ACCOUNT,
  ...FACTORS,
  ...PEOPLE_ADMINISTRATION,
  ...AREAS,
  ...AUDIT_AND_NOTICES,
  ...OPERATORS,
  ...TENANTS,
  ...PROVIDER
];
