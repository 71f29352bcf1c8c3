/**
 * The maintenance commands, for the operator's shell: `npm run backup FILE`, `restore FILE`, `rotate-key`, `break-glass TENANT`, and `npm start -- --check`.
 * `vite build --mode listener` makes `build/operate.js` of it. They work beside a running service, on both stores, with the service's own settings.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { backup } from './backup/dump';
import { restore } from './backup/restore';
import { describeConfig, readConfig, type Config } from './config/config';
import { startEmbedded } from './db/embedded';
import { openStore, type Store } from './db/store';
import { transaction } from './db/transaction';
import { keySourceOf, openSealer } from './keys/key-ring';
import { resealAll } from './keys/sealed-columns';
import type { Sealer } from './keys/sealer';
import { operatorActor } from './operators/credential';
import { breakGlass } from './tenants/break-glass';

/** Everything a command works with. */
interface Shell {
  readonly config: Config;
  readonly sealer: Sealer;
  readonly owner: pg.Client;
  readonly args: readonly string[];
  /** this program's version */
  readonly program: string;
  /** migrates, and opens the program's own roles */
  readonly store: () => Promise<Store>;
  readonly credential: Parameters<typeof operatorActor>[1];
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Ask on the terminal without showing what is typed. */
async function askPassword(): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  process.stderr.write('Password: ');
  const lines = createInterface({ input: process.stdin, terminal: true, output: undefined });
  const typed = await new Promise<string>((done) => lines.once('line', done));
  lines.close();
  process.stderr.write('\n');
  return typed;
}

function argument(args: readonly string[], what: string): string {
  const [first] = args;
  if (first === undefined || first.startsWith('-')) throw new Error(`Name ${what}.`);
  return first;
}

async function runBackup({ sealer, owner, args, store, credential, program }: Shell): Promise<void> {
  const file = resolve(argument(args, 'the file to write'));
  const open = await store();
  const actor = await operatorActor(owner, credential);
  const report = await backup({ store: open, owner, sealer }, { actor, file, now: new Date(), program });
  const rows = Object.values(report.rows).reduce((sum, count) => sum + count, 0);
  say(`${file}: ${rows} rows of ${Object.keys(report.rows).length} tables, as of ${report.at}.`);
  say('It opens under the master key, which is not in it: keep that elsewhere.');
}

async function runRestore({ sealer, owner, args, credential }: Shell): Promise<void> {
  const file = resolve(argument(args, 'the file to restore'));
  const allow = (client: pg.ClientBase) => operatorActor(client, credential);
  const { head, rows, trees } = await restore({ owner, sealer }, { file, now: new Date(), allow });
  say(`Restored ${Object.values(rows).reduce((sum, count) => sum + count, 0)} rows, as of ${head.at}. Nobody is signed in.`);
  for (const { slug, size } of trees) {
    say(`${slug}: its audit holds ${size} entries; a checkpoint of more, kept by anyone, tells of acts that are lost.`);
  }
}

/** Put a fresh key before the others. The file changes at once or not at all. */
function addKey(file: string | undefined): void {
  if (file === undefined)
    throw new Error('KISEKI_MASTER_KEY is set by the environment: put the next key before it there, parted by a comma.');
  const next = `${file}.next`;
  writeFileSync(next, `${randomBytes(32).toString('base64')}\n${readFileSync(file, 'utf8')}`, { mode: 0o600, flush: true });
  renameSync(next, file);
  say(
    `${file}: a new key stands first. Restart every instance, so that all open what it seals; then run rotate-key without --new.`
  );
}

async function runRotate({ config, sealer, owner, args, store, credential }: Shell): Promise<void> {
  const open = await store();
  const actor = await operatorActor(owner, credential);
  if (args.includes('--new')) {
    addKey(keySourceOf(config).path);
    await transaction(open, 'operator', new Date(), async (tx) => tx.audit(actor, { action: 'key.added' }));
    return;
  }
  const { resealed, broken } = await resealAll(owner, sealer);
  const count = Object.values(resealed).reduce((sum, each) => sum + each, 0);
  await transaction(open, 'operator', new Date(), async (tx) => {
    tx.audit(actor, { action: 'key.rotated', result: broken.length > 0 ? 'failed' : 'ok', detail: { values: count, broken } });
  });
  say(`${count} values were sealed anew, under the first key.`);
  if (broken.length > 0) throw new Error(`No key opens values in ${broken.join(', ')}: they are left as they are.`);
  say('Older keys are needed for older backups only.');
}

async function runBreakGlass({ owner, args, store, credential }: Shell): Promise<void> {
  const slug = argument(args, 'the tenant, by its short name');
  const admin = args[args.indexOf('--admin') + 1];
  const open = await store();
  const actor = await operatorActor(owner, credential);
  const named = args.includes('--admin') ? admin : undefined;
  const { before, code } = await transaction(open, 'operator', new Date(), (tx) => breakGlass(tx, actor, slug, named));
  say(`${slug} may be reached from anywhere; it was bound to ${before.length > 0 ? before.join(', ') : 'nothing'}.`);
  if (code) say(`One-time code for ${named}: ${code.code}   until ${code.expiresAt.toISOString()}`);
}

/** What `npm run ...` may ask for. */
const COMMANDS: Readonly<Record<string, (shell: Shell) => Promise<void>>> = {
  backup: runBackup,
  restore: runRestore,
  'rotate-key': runRotate,
  'break-glass': runBreakGlass
};

/** Check the settings, the key and the way to the store, and print them. */
async function check(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(env);
  say(describeConfig(env));
  const { source } = keySourceOf(config);
  if (config.isProduction) openSealer(source);
  if (config.databaseUrl === undefined) return;
  const client = new pg.Client({ connectionString: config.databaseUrl, connectionTimeoutMillis: 5000 });
  await client.connect();
  await client.end();
}

/** Run one command. @returns the exit code */
export async function operate([name, ...args]: readonly string[], env: NodeJS.ProcessEnv, program: string): Promise<number> {
  const opened: (() => Promise<void>)[] = [];
  try {
    if (name === 'check') {
      await check(env);
      return 0;
    }
    const command = COMMANDS[name ?? ''];
    if (!command) throw new Error(`There is ${Object.keys(COMMANDS).join(', ')}, check.`);
    const config = readConfig(env);
    const sealer = openSealer(keySourceOf(config).source);
    const embedded = config.databaseUrl === undefined ? await startEmbedded(resolve(config.dataDir), { joins: true }) : undefined;
    if (embedded) opened.push(() => embedded.stop());
    const url = config.databaseUrl ?? embedded!.url;
    const owner = new pg.Client({ connectionString: url, application_name: `kiseki-${name}` });
    await owner.connect();
    opened.push(() => owner.end());
    const store = async (): Promise<Store> => {
      const open = await openStore(url);
      opened.push(() => open.close());
      return open;
    };
    const password = async (): Promise<string | undefined> => config.operatorPassword ?? (await askPassword());
    await command({ config, sealer, owner, args, program, store, credential: { email: config.operator, password } });
    return 0;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  } finally {
    for (const close of opened.reverse()) await close().catch(() => undefined);
  }
}
