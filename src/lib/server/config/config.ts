/** The service's settings, all from the environment. */
export interface Config {
  /** a PostgreSQL server's; undefined: the embedded one in `dataDir` */
  readonly databaseUrl: string | undefined;
  /** where the embedded store, and keys made at the first start, lie */
  readonly dataDir: string;
  /** proxies of our own in front: as many addresses at the end of X-Forwarded-For are believed */
  readonly trustedProxies: number;
  /** a file of mode 0600 with the master keys, 32 bytes in base64 a line; the first seals, all open */
  readonly masterKeyFile: string | undefined;
  /** the same lines, where there is no file */
  readonly masterKey: string | undefined;
  /** a store of one's own and in production: keys are the operator's to make, never made by the way */
  readonly isProduction: boolean;
}

export function readConfig(env: NodeJS.ProcessEnv): Config {
  return {
    databaseUrl: env.DATABASE_URL || undefined,
    dataDir: env.KISEKI_DATA_DIR || '.kiseki',
    trustedProxies: Number(env.KISEKI_TRUSTED_PROXIES || 0),
    masterKeyFile: env.KISEKI_MASTER_KEY_FILE || undefined,
    masterKey: env.KISEKI_MASTER_KEY || undefined,
    isProduction: env.NODE_ENV === 'production' || Boolean(env.DATABASE_URL)
  };
}
