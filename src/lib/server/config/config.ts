/** The service's settings, all from the environment. */
export interface Config {
  /** a PostgreSQL server's; undefined: the embedded one in `dataDir` */
  readonly databaseUrl: string | undefined;
  /** where the embedded store, and keys made at the first start, lie */
  readonly dataDir: string;
  /** proxies of our own in front: as many addresses at the end of X-Forwarded-For are believed */
  readonly trustedProxies: number;
}

export function readConfig(env: NodeJS.ProcessEnv): Config {
  return {
    databaseUrl: env.DATABASE_URL || undefined,
    dataDir: env.KISEKI_DATA_DIR || '.kiseki',
    trustedProxies: Number(env.KISEKI_TRUSTED_PROXIES || 0)
  };
}
