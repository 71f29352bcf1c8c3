import type { Contract } from '../contract';
import * as areas from './areas';
import * as audit from './audit';
import * as contact from './contact';
import * as devices from './devices';
import * as groups from './groups';
import * as identityProvider from './identity-provider';
import * as login from './login';
import * as me from './me';
import * as network from './network';
import * as notices from './notices';
import * as operatorNotices from './operator-notices';
import * as operatorOperators from './operator-operators';
import * as operatorService from './operator-service';
import * as operatorSession from './operator-session';
import * as operatorTenants from './operator-tenants';
import * as openapi from './openapi';
import * as people from './people';
import * as peopleImport from './people-import';
import * as policy from './policy';
import * as profile from './profile';
import * as secondFactor from './second-factor';
import * as service from './service';
import * as sessions from './sessions';
import * as setUp from './set-up';

/** One line a file of contracts. */
const MODULES: readonly Readonly<Record<string, unknown>>[] = [
  areas,
  audit,
  contact,
  devices,
  groups,
  identityProvider,
  login,
  me,
  network,
  notices,
  operatorNotices,
  operatorOperators,
  operatorService,
  operatorSession,
  operatorTenants,
  openapi,
  people,
  peopleImport,
  policy,
  profile,
  secondFactor,
  service,
  sessions,
  setUp
];

/** Every endpoint there is. What is missing here fails a rules test; so does a route without its contract. */
export const CONTRACTS: readonly Contract[] = MODULES.flatMap((module) =>
  // shapes stand beside them
  Object.values(module).filter((value): value is Contract => typeof value === 'object' && value !== null && 'guard' in value)
);
