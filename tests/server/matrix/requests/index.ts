import { OWN_ACCOUNT } from './own-account';
import { PEOPLE_ADMINISTRATION } from './people';
import type { RightRequest } from './right';
import { SERVICE } from './service';

/** A right request of every endpoint: one that is missing fails the matrix. */
export const REQUESTS: readonly RightRequest[] = [...SERVICE, ...OWN_ACCOUNT, ...PEOPLE_ADMINISTRATION];
