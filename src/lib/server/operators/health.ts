import { asc, count, eq, min } from 'drizzle-orm';
import type { Health } from '$lib/api/contracts/operator-service';
import { jobRun, mailOutbox } from '$lib/server/db/schema';
import type { Tx } from '$lib/server/db/transaction';
import type { Service } from '$lib/server/service';

const STARTED_AT = new Date();

async function mailsIn(tx: Tx, state: 'waiting' | 'given-up'): Promise<number> {
  const [row] = await tx.db.select({ n: count() }).from(mailOutbox).where(eq(mailOutbox.state, state));
  return row!.n;
}

/** How the service is, of this instance and of the store that all share. */
export async function readHealth(tx: Tx, { config }: Service, version: string): Promise<Health> {
  const { rows: store } = await tx.client.query<{ version: string; bytes: string }>(
    "select current_setting('server_version') as version, pg_database_size(current_database()) as bytes"
  );
  const { rows: steps } = await tx.client.query<{ version: number; name: string; applied_at: Date }>(
    'select version, name, applied_at from schema_migration order by version'
  );
  const [oldest] = await tx.db
    .select({ at: min(mailOutbox.createdAt) })
    .from(mailOutbox)
    .where(eq(mailOutbox.state, 'waiting'));
  const { rows: failures } = await tx.client.query<{ last_failure: string }>(
    "select last_failure from mail_outbox where last_failure is not null and state <> 'sent' order by next_try_at desc limit 1"
  );
  const jobs = await tx.db.select().from(jobRun).orderBy(asc(jobRun.name));
  return {
    version,
    startedAt: STARTED_AT.toISOString(),
    store: { version: store[0]!.version, embedded: config.databaseUrl === undefined, bytes: Number(store[0]!.bytes) },
    migrations: steps.map(({ applied_at: at, ...step }) => ({ ...step, appliedAt: at.toISOString() })),
    mail: {
      configured: config.smtpUrl !== undefined,
      waiting: await mailsIn(tx, 'waiting'),
      givenUp: await mailsIn(tx, 'given-up'),
      oldestWaiting: oldest?.at?.toISOString() ?? null,
      lastFailure: failures[0]?.last_failure ?? null
    },
    jobs: jobs.map(({ name, endedAt }) => ({ name, endedAt: endedAt.toISOString() }))
  };
}

/**
 * The same for scrapers, in Prometheus' text format 0.0.4. No names of tenants, no addresses: sums only.
 */
export async function readMetrics(tx: Tx, open: Service): Promise<string> {
  const { mail, store } = await readHealth(tx, open, '');
  const { rows } = await tx.client.query<Record<string, string>>(
    `select count(*) as tenants, coalesce(sum(accounts), 0) as accounts, coalesce(sum(sessions), 0) as sessions,
       coalesce(sum(audit_entries), 0) as audit_entries from tenant_usage($1)`,
    [tx.now]
  );
  const memory = process.memoryUsage();
  const pool = open.store.pools.app;
  const gauges: readonly (readonly [name: string, help: string, value: number])[] = [
    ['kiseki_tenants', 'tenants, ended ones included', Number(rows[0]!.tenants)],
    ['kiseki_accounts', 'accounts that may sign in', Number(rows[0]!.accounts)],
    ['kiseki_sessions', 'sessions of users', Number(rows[0]!.sessions)],
    ['kiseki_audit_entries', 'entries in all audits', Number(rows[0]!.audit_entries)],
    ['kiseki_mails_waiting', 'mails not sent yet', mail.waiting],
    ['kiseki_mails_given_up', 'mails given up', mail.givenUp],
    ['kiseki_store_bytes', 'size of the store', store.bytes],
    ['kiseki_store_connections', 'connections of this instance for tenants’ work', pool.totalCount],
    ['kiseki_store_waiting', 'requests that wait for a connection', pool.waitingCount],
    ['process_resident_memory_bytes', 'memory of this instance', memory.rss],
    ['process_start_time_seconds', 'when this instance started', Math.floor(STARTED_AT.getTime() / 1000)]
  ];
  return gauges.map(([name, help, value]) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`).join('');
}
