/**
 * OWASP ASVS 5.0.0: the items of authentication, session, authorisation, configuration and logging, and of web front end, self-contained tokens
 * and OpenID Connect as far as they apply to the service; what each asks for in our own short words. Levels 1 and 2, and the chosen ones of 3.
 */
import { AUTHENTICATION } from './authentication';
import { CONFIGURATION_AND_LOGGING } from './configuration-and-logging';
import type { Item } from './item';
import { SESSION_AND_AUTHORISATION } from './session-and-authorisation';
import { WEB_AND_TOKENS } from './web-and-tokens';

export const ITEMS: readonly Item[] = [
  ...WEB_AND_TOKENS,
  ...AUTHENTICATION,
  ...SESSION_AND_AUTHORISATION,
  ...CONFIGURATION_AND_LOGGING
];
