/**
 * What the service does by itself, from time to time.
 *
 * [Note: Jobs] Every instance looks every minute which jobs are due. A job runs under an advisory lock and its end is written down, both in the store: so
 * it runs in one instance at a time, as often as it should whatever is restarted, and again where an instance died in the middle. A job must bear that.
 * Work of tenants is one transaction a tenant: what fails for one is done for the others.
 */
import { eq } from 'drizzle-orm';
import { purgeAreas } from './access/areas';
import { purgeLeavers } from './accounts/purge';
import { retainAudit } from './audit/retain';
import { jobRun, tenant } from './db/schema';
import { SERVICE_TENANT, transaction, type Tx } from './db/transaction';
import { forgetKeys } from './http/idempotency';
import { faultOf, log } from './log';
import type { Service } from './service';
import { endContracts } from './tenants/operate-tenants';

const HOUR = 3_600_000;
const LOOK_MS = 60_000;
/** the first of the two numbers of our advisory locks; the second is a hash of the job's name */
const LOCK_SPACE = 7_201;

export interface Job {
  /** as it is written down; never changed */
  readonly name: string;
  readonly everyMs: number;
  /** done for each tenant, that tenant entered */
  readonly ofTenant?: (tx: Tx, service: Service) => Promise<unknown>;
  /** and for the service's own records, which are kept as a tenant's are */
  readonly ofServiceToo?: boolean;
  /** done once */
  readonly ofService?: (service: Service) => Promise<unknown>;
}

/** Every job there is. */
export const JOBS: readonly Job[] = [
  { name: 'purge-leavers', everyMs: 24 * HOUR, ofTenant: purgeLeavers },
  { name: 'purge-areas', everyMs: 24 * HOUR, ofTenant: purgeAreas },
  {
    name: 'clear-ended-sign-ins',
    everyMs: HOUR,
    ofService: ({ store, clock }) =>
      transaction(store, 'operator', clock(), (tx) => tx.client.query('select clear_ended_sign_ins($1)', [tx.now]))
  },
  { name: 'retain-audit', everyMs: 24 * HOUR, ofTenant: retainAudit, ofServiceToo: true },
  {
    name: 'end-contracts',
    everyMs: HOUR,
    ofService: async ({ store, clock }) => {
      while ((await transaction(store, 'operator', clock(), endContracts)) > 0);
    }
  },
  { name: 'forget-keys', everyMs: HOUR, ofTenant: forgetKeys }
];

async function doOnce(service: Service, job: Job): Promise<void> {
  const { store, clock } = service;
  await job.ofService?.(service);
  const { ofTenant } = job;
  if (!ofTenant) return;
  const tenants = await transaction(store, 'operator', clock(), (tx) => tx.db.select({ id: tenant.id }).from(tenant));
  const faults: unknown[] = [];
  for (const { id } of job.ofServiceToo ? [...tenants, { id: SERVICE_TENANT }] : tenants) {
    await transaction(store, 'app', clock(), async (tx) => {
      await tx.enter(id);
      await ofTenant(tx, service);
    }).catch((why: unknown) => {
      log('error', 'job.failed', { job: job.name, tenant: id, ...faultOf(why) });
      faults.push(why);
    });
  }
  if (faults.length > 0) throw new AggregateError(faults, `the job ${job.name} failed for ${faults.length} tenants`);
}

/**
 * Run a job if it is due and no other instance is at it.
 *
 * @returns whether it ran
 * @throws what it threw; it is due again then
 */
export async function runIfDue(service: Service, job: Job): Promise<boolean> {
  const { store, clock } = service;
  const holder = await store.pools.operator.connect();
  try {
    const { rows } = await holder.query<{ got: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as got', [
      LOCK_SPACE,
      job.name
    ]);
    if (!rows[0]!.got) return false;
    try {
      const [last] = await transaction(store, 'operator', clock(), (tx) =>
        tx.db.select().from(jobRun).where(eq(jobRun.name, job.name))
      );
      if (last && last.endedAt.getTime() + job.everyMs > clock().getTime()) return false;
      await doOnce(service, job);
      const endedAt = clock();
      await transaction(store, 'operator', endedAt, (tx) =>
        tx.db.insert(jobRun).values({ name: job.name, endedAt }).onConflictDoUpdate({ target: jobRun.name, set: { endedAt } })
      );
      return true;
    } finally {
      await holder.query('select pg_advisory_unlock($1, hashtext($2))', [LOCK_SPACE, job.name]);
    }
  } finally {
    holder.release();
  }
}

/**
 * Look for jobs that are due, now and every minute.
 *
 * @returns stops it: no job begins any more, and the one that runs has ended
 */
export function startJobs(service: Service, jobs: readonly Job[] = JOBS): () => Promise<void> {
  let isStopped = false;
  const look = async (): Promise<void> => {
    for (const job of jobs) {
      if (isStopped) return;
      await runIfDue(service, job).catch((error: unknown) => log('error', 'job.failed', { job: job.name, ...faultOf(error) }));
    }
  };
  let running = look();
  const timer = setInterval(() => {
    running = running.then(look);
  }, LOOK_MS);
  timer.unref();
  return async () => {
    isStopped = true;
    clearInterval(timer);
    await running;
  };
}
