/**
 * What the service bears: the built program on an embedded store of its own, asked over HTTP from this process, against bare baselines that run in
 * turns with it on the same two cores.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hash, verify } from '@node-rs/argon2';
import pg from 'pg';
import { freePort } from '../../setup/free-port.mjs';
import { ROOT } from '../../setup/run.mjs';
import { storeIn, untilReady } from '../../setup/started-service.mjs';
import { failedRow, mb, median, ms, times, verdictOf } from '../figures.mjs';
import { inTurns, perSecond } from '../rates.mjs';

/** As the service hashes: OWASP's parameters for argon2id. */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const PASSWORD = 'a plain sentence of eight words to type';
const SESSIONS = 1000;
const TENANTS = 20;
const BATCH = 10;
const LOAD = { batches: 33, logins: 10 };
const ROUND_MS = 3000;

/** The built program in a folder of its own. */
class Service {
  constructor(folder, port, managementPort) {
    this.folder = folder;
    this.port = port;
    this.managementPort = managementPort;
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  }

  static async begin() {
    const folder = mkdtempSync(join(tmpdir(), 'kiseki-bench-'));
    // started as root, PostgreSQL runs as another user, who must get through to its own folder
    chmodSync(folder, 0o711);
    const service = new Service(folder, await freePort(), await freePort());
    await service.start();
    return service;
  }

  /** @returns {Promise<number>} ms until it says that it is ready */
  async start() {
    const begun = performance.now();
    const env = {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(this.port),
      KISEKI_MANAGEMENT_PORT: String(this.managementPort),
      KISEKI_DATA_DIR: this.folder,
      // one address asks for a thousand people
      KISEKI_RATE_ANONYMOUS: '0',
      KISEKI_RATE_SESSION: '0'
    };
    this.child = spawn(process.execPath, [join(ROOT, 'build/listener.js')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    await untilReady(this.child);
    const taken = performance.now() - begun;
    this.store = new pg.Pool({ connectionString: storeIn(this.folder), max: 12 });
    this.store.on('error', () => undefined);
    return taken;
  }

  async stop() {
    await this.store.end();
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }

  /** bytes that the program holds in memory; its store is a process of its own */
  memory() {
    return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${this.child.pid}/status`, 'utf8'))[1]);
  }

  /** @returns {Promise<{ status: number, ms: number }>} */
  ask(method, path, { token = '', body } = {}) {
    const begun = performance.now();
    const headers = {
      'x-kiseki': '1',
      ...(token && { cookie: `__Host-kiseki=${token}` }),
      ...(body && { 'content-type': 'application/json' })
    };
    return new Promise((resolve, reject) => {
      const request = http.request(
        { port: this.port, host: '127.0.0.1', method, path, headers, agent: this.agent },
        (response) => {
          response.resume();
          response.once('end', () => resolve({ status: response.statusCode, ms: performance.now() - begun }));
        }
      );
      request.once('error', reject);
      request.end(body && JSON.stringify(body));
    });
  }

  /** Tenants with people who have a session each, a password and a device. */
  async fill() {
    const hashed = await hash(PASSWORD, ARGON);
    const people = [];
    for (let tenant = 0; tenant < TENANTS; tenant++) {
      const tenantId = randomUUID();
      await this.store.query(
        `insert into tenant (id, slug, name, created_at, allow_list) values ($1, $2, $2, now(), '{127.0.0.0/8,2001:db8::/32}')`,
        [tenantId, `bench-${tenant}`]
      );
      for (let n = 0; n < SESSIONS / TENANTS; n++) {
        const person = { tenantId, slug: `bench-${tenant}`, id: randomUUID(), email: `p${n}@bench-${tenant}.example`, seq: 0 };
        person.token = randomBytes(32).toString('base64url');
        person.device = randomUUID();
        await this.store.query(
          `insert into account (id, tenant_id, email, name, role, state, password_hash, password_changed_at, created_at, state_since)
           values ($1, $2, $3, 'Person', 'analyst', 'active', $4, now(), now(), now())`,
          [person.id, tenantId, person.email, hashed]
        );
        await this.store.query(
          `insert into session (id, tenant_id, account_id, token_hash, stage, created_at, last_seen_at, idle_seconds, expires_at, address, user_agent)
           values ($1, $2, $3, $4, 'active', now(), now(), 3600, now() + interval '12 hours', '127.0.0.1', 'bench')`,
          [randomUUID(), tenantId, person.id, createHash('sha256').update(person.token).digest()]
        );
        await this.store.query(
          `insert into device (tenant_id, account_id, id, name, platform, created_at, last_seen_at) values ($1, $2, $3, 'bench', 'bench', now(), now())`,
          [tenantId, person.id, person.device]
        );
        people.push(person);
      }
    }
    return people;
  }
}

function expectOk(path, { status }) {
  if (status >= 300) throw new Error(`${path} was answered with ${status}`);
}

const LOGINS = ['logins with argon2id a second, against the bare hash rate', '>= 0.8 x'];
async function loginRow(service, people, rounds) {
  const hashed = await hash(PASSWORD, ARGON);
  const signIn = async (_, index) => {
    const { slug, email } = people[index % people.length];
    expectOk('sign-in', await service.ask('POST', '/api/v1/sign-in', { body: { tenant: slug, email, password: PASSWORD } }));
  };
  const figures = await inTurns(
    rounds,
    () => perSecond(6, ROUND_MS, signIn),
    () => perSecond(6, ROUND_MS, () => verify(hashed, PASSWORD))
  );
  const ratio = median(figures.ours) / median(figures.bare);
  const measured = `${times(ratio)} (${median(figures.ours).toFixed(1)} : ${median(figures.bare).toFixed(1)} a second)`;
  return { name: 'logins', title: LOGINS[0], reach: LOGINS[1], measured, verdict: verdictOf(ratio >= 0.8), figures };
}

const READS = ['authorised reads a second over HTTP, against a bare select by primary key through as large a pool', '>= 0.25 x'];
async function readRow(service, people, rounds) {
  const read = async (_, index) => {
    expectOk('me', await service.ask('GET', '/api/v1/me', { token: people[index % people.length].token }));
  };
  const bare = (_, index) =>
    service.store.query({
      name: 'bare',
      text: 'select * from account where id = $1',
      values: [people[index % people.length].id]
    });
  const figures = await inTurns(
    rounds,
    () => perSecond(12, ROUND_MS, read),
    () => perSecond(12, ROUND_MS, bare)
  );
  const ratio = median(figures.ours) / median(figures.bare);
  const measured = `${times(ratio)} (${median(figures.ours).toFixed(0)} : ${median(figures.bare).toFixed(0)} a second)`;
  return { name: 'reads', title: READS[0], reach: READS[1], measured, verdict: verdictOf(ratio >= 0.25), figures };
}

/** A batch of acts on a person's device, as a client tells them. */
function batchOf(person) {
  const entries = Array.from({ length: BATCH }, () => ({
    seq: ++person.seq,
    at: new Date().toISOString(),
    action: 'log.opened',
    logId: randomUUID(),
    events: 1000,
    cases: 100,
    sizeBytes: 10_000
  }));
  return { token: person.token, body: { deviceId: person.device, entries } };
}

const SESSIONS_ROW = [
  `${SESSIONS} signed-in sessions, ${LOAD.batches} audit batches and ${LOAD.logins} logins a second`,
  'p99 <= 300 ms, no error, nothing lost'
];
const MEMORY = [`memory of the server with ${SESSIONS} sessions`, '<= 400 MB'];

/** Asked at fixed times, whether the one before was answered or not. */
async function sessionRows(service, people, minutes) {
  const taken = { batches: [], logins: [] };
  const errors = [];
  let acknowledged = 0;
  let memory = 0;
  const asked = [];
  const send = (kind, path, given, onok) => {
    asked.push(
      service.ask('POST', path, given).then(
        ({ status, ms: took }) => {
          taken[kind].push(took);
          if (status < 300) onok?.();
          else errors.push(`${kind} ${status}`);
        },
        (error) => errors.push(`${kind} ${error.message}`)
      )
    );
  };
  const begun = performance.now();
  const until = minutes * 60_000;
  const due = { batches: 0, logins: 0 };
  for (let at = 0; at < until; at = performance.now() - begun) {
    while (due.batches < (at / 1000) * LOAD.batches) {
      const person = people[due.batches++ % people.length];
      send('batches', '/api/v1/audit/batch', batchOf(person), () => (acknowledged += BATCH));
    }
    while (due.logins < (at / 1000) * LOAD.logins) {
      const { slug, email } = people[(due.logins++ * 7) % people.length];
      send('logins', '/api/v1/sign-in', { body: { tenant: slug, email, password: PASSWORD } });
    }
    memory = Math.max(memory, service.memory());
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await Promise.all(asked);
  const { rows } = await service.store.query(`select count(*)::int as n from audit_entry where action = 'log.opened'`);
  const kept = rows[0].n;
  const p99 = (values) => Float64Array.from(values).sort()[Math.floor(values.length * 0.99)];
  const slowest = Math.max(p99(taken.batches), p99(taken.logins));
  const good = slowest <= 300 && errors.length === 0 && kept === acknowledged;
  const told = [
    `${minutes} min: p99 batches ${ms(p99(taken.batches))}, logins ${ms(p99(taken.logins))}`,
    `medians ${ms(median(taken.batches))}, ${ms(median(taken.logins))}`,
    `${errors.length} errors`,
    `${acknowledged} entries acknowledged, ${kept} kept`
  ];
  return [
    {
      name: 'sessions',
      title: SESSIONS_ROW[0],
      reach: SESSIONS_ROW[1],
      measured: told.join('; '),
      verdict: minutes >= 5 ? verdictOf(good) : 'not judged (target is for 5 minutes)',
      figures: {
        p99: { batches: p99(taken.batches), logins: p99(taken.logins) },
        errors: errors.slice(0, 20),
        acknowledged,
        kept
      }
    },
    {
      name: 'sessions',
      title: MEMORY[0],
      reach: MEMORY[1],
      measured: mb(memory),
      verdict: verdictOf(memory <= 400e6),
      figures: { memory }
    }
  ];
}

const START = ['start to ready on the embedded store, second start', '<= 3 s'];
async function startRow(service, runs) {
  const taken = [];
  for (let run = 0; run < runs; run++) {
    await service.stop();
    taken.push(await service.start());
  }
  const measured = `${ms(median(taken))} (longest ${ms(Math.max(...taken))})`;
  return {
    name: 'start',
    title: START[0],
    reach: START[1],
    measured,
    verdict: verdictOf(median(taken) <= 3000),
    figures: { taken }
  };
}

/** @param {import('../options.mjs').Options} options @returns {Promise<import('../figures.mjs').Row[]>} */
export async function serviceRows(options) {
  const wants = (name) => options.rows.has(name);
  if (!['logins', 'reads', 'sessions', 'start'].some(wants)) return [];
  const rows = [];
  let service;
  try {
    service = await Service.begin();
    const people = await service.fill();
    await service.store.query('analyze');
    const rounds = Math.max(3, options.runs);
    if (wants('logins')) rows.push(await loginRow(service, people, rounds));
    if (wants('reads')) rows.push(await readRow(service, people, rounds));
    if (wants('sessions')) rows.push(...(await sessionRows(service, people, options.minutes)));
    if (wants('start')) rows.push(await startRow(service, Math.max(3, options.runs)));
  } catch (error) {
    rows.push(failedRow('service', 'the service', 'runs', error));
  } finally {
    await service?.stop().catch(() => undefined);
    if (service) rmSync(service.folder, { recursive: true, force: true });
  }
  return rows;
}
