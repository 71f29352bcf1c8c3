import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import pg from 'pg';
import { freePort } from '../../setup/free-port.mjs';
import { storeIn, untilReady } from '../../setup/started-service.mjs';
import { BUILD } from './own-server';

type Role = 'admin' | 'analyst' | 'viewer' | 'auditor';

/** The built program on a store of its own, in which tests put tenants, people and sessions. */
export class OwnService {
  private constructor(
    readonly address: string,
    /** of the operator console */
    readonly management: string,
    /** typed by whoever names the first tenant */
    readonly setUpCode: string,
    readonly store: pg.Client,
    private readonly child: ChildProcess,
    private readonly folder: string
  ) {}

  /** @param settings over the usual ones */
  static async start(settings: NodeJS.ProcessEnv = {}): Promise<OwnService> {
    const folder = mkdtempSync(join(tmpdir(), 'kiseki-e2e-'));
    // started as root, PostgreSQL runs as another user, who must get through to its own folder
    chmodSync(folder, 0o711);
    const port = await freePort();
    const managementPort = await freePort();
    const env = {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      KISEKI_MANAGEMENT_PORT: String(managementPort),
      KISEKI_DATA_DIR: folder,
      ...settings
    };
    const child = spawn(process.execPath, [`${BUILD}/listener.js`], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const said = await untilReady(child, 'Set-up code: ');
    const setUpCode = /Set-up code: (\S+)/.exec(said)![1]!;
    const store = new pg.Client({ connectionString: storeIn(folder) });
    await store.connect();
    return new OwnService(`http://127.0.0.1:${port}`, `http://127.0.0.1:${managementPort}`, setUpCode, store, child, folder);
  }

  /** A tenant put straight into the store. */
  async tenant(slug: string, name = slug): Promise<string> {
    const id = randomUUID();
    await this.store.query('insert into tenant (id, slug, name, created_at) values ($1, $2, $3, now())', [id, slug, name]);
    return id;
  }

  /** An active account put straight into the store. @returns its id */
  async person(tenantId: string, role: Role, email: string, name: string): Promise<string> {
    const id = randomUUID();
    await this.store.query(
      `insert into account (id, tenant_id, email, name, role, state, created_at, state_since)
       values ($1, $2, $3, $4, $5, 'active', now(), now())`,
      [id, tenantId, email, name, role]
    );
    return id;
  }

  /** Sign somebody in without the way through the page: a session in the store, its cookie in the browser. @returns its token */
  async signIn(context: BrowserContext, tenantId: string, accountId: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.store.query(
      `insert into session (id, tenant_id, account_id, token_hash, stage, created_at, last_seen_at, idle_seconds, expires_at, address, user_agent)
       values ($1, $2, $3, $4, 'active', now(), now(), 3600, now() + interval '12 hours', '127.0.0.1', 'test')`,
      [randomUUID(), tenantId, accountId, createHash('sha256').update(token).digest()]
    );
    // told by an address over TLS, the browser takes it; it sends it over loopback too
    const url = this.address.replace('http:', 'https:');
    await context.addCookies([{ name: '__Host-kiseki', value: token, url, httpOnly: true, secure: true, sameSite: 'Strict' }]);
    return token;
  }

  async stop(): Promise<void> {
    await this.store.end();
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
