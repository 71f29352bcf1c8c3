import type { Setting } from './kinds';
import { StartError } from './start-error';
import { NAMES_OF_TESTS, SETTINGS } from './settings';

type Read = { readonly [K in keyof typeof SETTINGS]: (typeof SETTINGS)[K] extends Setting<infer T> ? T : never };

/** The service's settings, all from the environment; each is described in `settings.ts`. */
export interface Config extends Read {
  /** a store of one's own and in production: keys are the operator's to make, never made by the way */
  readonly isProduction: boolean;
}

/** Settings that cannot be followed; the message has a line a fault, and no values. */
export class ConfigError extends StartError {
  override readonly name = 'ConfigError';
}

/** What no single setting can see. */
function contradictions(config: Config): string[] {
  const faults: string[] = [];
  const needs = (holds: boolean, sentence: string): void => void (holds && faults.push(sentence));
  needs(
    (config.tlsCert === undefined) !== (config.tlsKey === undefined),
    'KISEKI_TLS_CERT and KISEKI_TLS_KEY are set together or not at all.'
  );
  needs(
    config.behindTls && config.tlsCert !== undefined,
    'KISEKI_BEHIND_TLS says that a proxy speaks TLS, KISEKI_TLS_CERT that the app does.'
  );
  needs(config.behindTls && config.trustedProxies === 0, 'KISEKI_BEHIND_TLS needs KISEKI_TRUSTED_PROXIES to be 1 or more.');
  needs(
    config.masterKeyFile !== undefined && config.masterKey !== undefined,
    'KISEKI_MASTER_KEY_FILE and KISEKI_MASTER_KEY are both set: leave one out.'
  );
  needs(config.smtpUrl !== undefined && config.mailFrom === undefined, 'KISEKI_SMTP_URL needs KISEKI_MAIL_FROM.');
  needs(
    config.port !== undefined &&
      config.port !== 0 &&
      config.port === config.managementPort &&
      config.host === config.managementHost,
    'PORT and KISEKI_MANAGEMENT_PORT are the same.'
  );
  return faults;
}

/** The setting that an unknown name was likely meant to be. */
function nearest(name: string): string {
  const wordsOf = (text: string): string[] => text.split('_').slice(1);
  const known = Object.values(SETTINGS).map((setting) => setting.name);
  const shared = (other: string): number => wordsOf(other).filter((word) => wordsOf(name).includes(word)).length;
  const best = known.filter((other) => shared(other) > 0).sort((a, b) => shared(b) - shared(a))[0];
  return best === undefined ? '' : ` Is ${best} meant?`;
}

/**
 * Read and check all settings.
 *
 * @throws ConfigError naming each that is unknown, wrong, or contradicts another
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const faults: string[] = [];
  const read: Record<string, unknown> = {};
  for (const [field, setting] of Object.entries<Setting<unknown>>(SETTINGS)) {
    try {
      read[field] = setting.read(env[setting.name]);
    } catch (error) {
      faults.push(`${setting.name} ${(error as Error).message}.`);
    }
  }
  const known = new Set<string>(Object.values(SETTINGS).map(({ name }) => name));
  for (const name of Object.keys(env).sort()) {
    if (!/^KISEKI_/i.test(name) || known.has(name) || NAMES_OF_TESTS.has(name)) continue;
    faults.push(`${name} is no setting of Kiseki.${nearest(name)}`);
  }
  const config = { ...(read as unknown as Read), isProduction: env.NODE_ENV === 'production' || read.databaseUrl !== undefined };
  if (faults.length === 0) faults.push(...contradictions(config));
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return config;
}

/** A line a setting: name, what holds where it is not set, what it means. */
export function settingsTable(): readonly (readonly [name: string, standard: string, means: string])[] {
  return Object.values<Setting<unknown>>(SETTINGS).map(({ name, standard, means }) => [name, standard, means]);
}

/** What `--check` prints: each setting with its value now; secrets only as being set. */
export function describeConfig(env: NodeJS.ProcessEnv): string {
  const wide = Math.max(...settingsTable().map(([name]) => name.length));
  const valueOf = ({ name, secret, standard }: Setting<unknown>): string => {
    const value = env[name]?.trim();
    if (!value) return `(${standard})`;
    return secret ? 'set, not shown' : value;
  };
  return Object.values<Setting<unknown>>(SETTINGS)
    .map((setting) => `${setting.name.padEnd(wide)}  ${valueOf(setting)}\n${' '.repeat(wide)}    ${setting.means}`)
    .join('\n');
}
