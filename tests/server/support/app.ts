/** The service in this process: real routes, real store (a database of its own), real HTTP on loopback; the clock is the test's. */
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import pg from 'pg';
import { inject } from 'vitest';
import { call, type InputFor } from '$lib/api/client';
import type { Contract, ReplyOf, Stage } from '$lib/api/contract';
import type { Role } from '$lib/api/shapes';
import { COOKIES, hashOf, LISTENER_MARK, type ListenerKind } from '$lib/server/http/caller';
import { gate } from '$lib/server/http/gate';
import { openService, useService, type Service } from '$lib/server/service';

type RouteModule = Partial<Record<string, RequestHandler>>;
const MODULES = import.meta.glob<RouteModule>('../../../src/routes/**/+server.ts');

interface Route {
  readonly id: string;
  readonly pattern: RegExp;
  readonly load: () => Promise<RouteModule>;
}

/** Every route with a server's part, most specific first, matched as Kit does. */
export const ROUTES: readonly Route[] = Object.entries(MODULES)
  .map(([file, load]) => {
    const id = file.replace(/^.*\/src\/routes/, '').replace(/\/\+server\.ts$/, '');
    const pattern = new RegExp(`^${id.replace(/\/\([^)]*\)/g, '').replace(/\[(\w+)\]/g, '(?<$1>[^/]+)')}$`);
    return { id, pattern, load };
  })
  .sort((a, b) => a.id.split('[').length - b.id.split('[').length);

/** The cookies of one caller, kept between its requests as a browser would. */
export class Caller {
  readonly cookies = new Map<string, string>();

  constructor(
    readonly app: TestApp,
    readonly listener: ListenerKind,
    /** sent with every request */
    public headers: Record<string, string> = {}
  ) {}

  /** A plain request; cookies are kept. */
  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = new Headers(init.headers);
    if (cookie) headers.set('cookie', cookie);
    for (const [name, value] of Object.entries(this.headers)) headers.set(name, value);
    const { cache: _, ...rest } = init;
    const answer = await fetch(this.app.address(this.listener) + path, { ...rest, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(line) || value === '') this.cookies.delete(name!);
      else this.cookies.set(name!, value!);
    }
    return answer;
  }

  /** A call by contract, as the page makes it. @throws ServiceError */
  call<const C extends Contract>(contract: C, input: InputFor<C>): Promise<ReplyOf<C>> {
    return call(contract, input, (path, init) => this.ask(path, init));
  }
}

/** @returns the address of a database that nothing was done in */
export async function emptyDatabase(): Promise<string> {
  const server = new URL(inject('databaseUrl'));
  const admin = new pg.Client({ connectionString: server.href });
  await admin.connect();
  const name = `test_${randomBytes(6).toString('hex')}`;
  await admin.query(`create database ${name}`);
  await admin.end();
  server.pathname = `/${name}`;
  return server.href;
}

/** What a test knows of an account that it put into the store. */
export interface Person {
  readonly tenantId: string;
  readonly accountId: string;
  readonly email: string;
  readonly caller: Caller;
}

export class TestApp {
  /** the service's instant; tests move it */
  now = new Date('2026-11-24T09:00:00.000Z');
  readonly #servers = new Map<ListenerKind, Server>();

  private constructor(
    readonly service: Service,
    readonly databaseUrl: string,
    readonly owner: pg.Client
  ) {}

  /** Start on a database of its own, or on the one that `env` names. `env` as the program's environment. */
  static async start(env: NodeJS.ProcessEnv = {}): Promise<TestApp> {
    const url = env.DATABASE_URL ?? (await emptyDatabase());
    // the clock is asked for long after
    const at: { app?: TestApp } = {};
    // the clock stands still until a test moves it: no bucket would ever fill
    const free = { KISEKI_RATE_ANONYMOUS: '0', KISEKI_RATE_SESSION: '0' };
    const service = await openService(
      { KISEKI_MASTER_KEY: randomBytes(32).toString('base64'), ...free, ...env, DATABASE_URL: url },
      () => new Date(at.app?.now ?? 0)
    );
    useService(service);
    const owner = new pg.Client({ connectionString: url });
    await owner.connect();
    const app = new TestApp(service, url, owner);
    at.app = app;
    for (const kind of ['public', 'management'] as const) await app.#listen(kind);
    return app;
  }

  async #listen(kind: ListenerKind): Promise<void> {
    const server = createServer((request, response) => {
      this.#answer(request)
        .then(async (answer) => {
          response.statusCode = answer.status;
          for (const [header, value] of answer.headers) if (header !== 'set-cookie') response.setHeader(header, value);
          response.setHeader('set-cookie', answer.headers.getSetCookie());
          if (answer.body) for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) response.write(chunk);
          response.end();
        })
        .catch((error: unknown) => {
          console.error(error);
          response.writeHead(500).end();
        });
    });
    Object.assign(server, { [LISTENER_MARK]: kind });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#servers.set(kind, server);
  }

  address(kind: ListenerKind): string {
    return `http://127.0.0.1:${(this.#servers.get(kind)!.address() as AddressInfo).port}`;
  }

  /** As SvelteKit does: find the route, make its event, run the hook around it. */
  async #answer(raw: IncomingMessage): Promise<Response> {
    const url = new URL(raw.url ?? '/', `http://${raw.headers.host}`);
    const hasBody = !['GET', 'HEAD'].includes(raw.method ?? 'GET');
    const request = new Request(url, {
      method: raw.method ?? 'GET',
      headers: Object.entries(raw.headers).map(([name, value]) => [name, String(value)] as [string, string]),
      ...(hasBody ? { body: Readable.toWeb(raw), duplex: 'half' } : {})
    });
    const found = ROUTES.find(({ pattern }) => pattern.test(url.pathname));
    const set: string[] = [];
    const jar = new Map((raw.headers.cookie ?? '').split('; ').map((pair) => pair.split('=') as [string, string]));
    const event = {
      request,
      url,
      params: { ...found?.pattern.exec(url.pathname)?.groups },
      route: { id: found?.id ?? null },
      locals: {},
      platform: { req: raw },
      isDataRequest: false,
      getClientAddress: () => raw.socket.remoteAddress ?? '',
      setHeaders: () => undefined,
      fetch,
      cookies: {
        get: (name: string) => jar.get(name),
        set: (name: string, value: string) => set.push(`${name}=${value}; Path=/; HttpOnly; Secure; SameSite=Strict`),
        delete: (name: string) => set.push(`${name}=; Path=/; Max-Age=0; Secure`)
      }
    } as unknown as RequestEvent;
    const answer = await gate(event, async (inner) => {
      const handler = (await found?.load())?.[inner.request.method];
      if (!found) return new Response('Not Found', { status: 404 });
      return (await handler?.(inner)) ?? new Response('Method Not Allowed', { status: 405 });
    });
    for (const cookie of set) answer.headers.append('set-cookie', cookie);
    return answer;
  }

  /** A caller without a session. */
  guest(listener: ListenerKind = 'public'): Caller {
    return new Caller(this, listener);
  }

  /** A tenant put straight into the store. */
  async tenant(
    slug: string,
    columns: { readonly policy?: object; readonly allowList?: readonly string[] } = {}
  ): Promise<string> {
    const id = randomUUID();
    await this.owner.query(
      'insert into tenant (id, slug, name, policy, allow_list, created_at) values ($1, $2, $3, $4, $5, $6)',
      [id, slug, `Tenant ${slug}`, columns.policy ?? {}, columns.allowList ?? [], this.now]
    );
    return id;
  }

  /** An active account put straight into the store, with a session (or none) that its caller holds. */
  async person(
    tenantId: string,
    role: Role,
    stage: Stage | null = 'active',
    email = `${role}-${randomUUID().slice(0, 8)}@example.com`
  ): Promise<Person> {
    const accountId = randomUUID();
    await this.owner.query(
      `insert into account (id, tenant_id, email, name, role, state, created_at, state_since) values ($1, $2, $3, $4, $5, 'active', $6, $6)`,
      [accountId, tenantId, email, `Person ${role}`, role, this.now]
    );
    const caller = this.guest();
    if (stage) await this.signIn(tenantId, accountId, caller, stage);
    return { tenantId, accountId, email, caller };
  }

  /** A session put straight into the store. */
  async signIn(tenantId: string, accountId: string, caller: Caller, stage: Stage = 'active'): Promise<void> {
    const token = randomBytes(32).toString('base64url');
    await this.owner.query(
      `insert into session (id, tenant_id, account_id, token_hash, stage, created_at, last_seen_at, idle_seconds, expires_at, address, user_agent)
       values ($1, $2, $3, $4, $5, $6, $6, 3600, $7, '127.0.0.1', 'test')`,
      [randomUUID(), tenantId, accountId, hashOf(token), stage, this.now, new Date(this.now.getTime() + 12 * 3_600_000)]
    );
    caller.cookies.set(COOKIES.public, token);
  }

  /** An operator put straight into the store, signed in at the console. */
  async operator(email = `operator-${randomUUID().slice(0, 8)}@example.com`, stage: Stage = 'active'): Promise<Caller> {
    const id = randomUUID();
    const token = randomBytes(32).toString('base64url');
    await this.owner.query(
      `insert into operator (id, email, name, state, created_at) values ($1, $2, 'Operator', 'active', $3)`,
      [id, email, this.now]
    );
    await this.owner.query(
      `insert into operator_session (id, operator_id, token_hash, stage, created_at, last_seen_at, expires_at, address)
       values ($1, $2, $3, $4, $5, $5, $6, '127.0.0.1')`,
      [randomUUID(), id, hashOf(token), stage, this.now, new Date(this.now.getTime() + 8 * 3_600_000)]
    );
    const caller = this.guest('management');
    caller.cookies.set(COOKIES.management, token);
    return caller;
  }

  async stop(): Promise<void> {
    for (const server of this.#servers.values()) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
    useService(undefined);
    await this.service.close();
    await this.owner.end();
  }
}
