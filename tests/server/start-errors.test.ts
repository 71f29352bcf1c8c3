import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { BuiltService, LISTENER } from './support/built-service';

const folder = mkdtempSync(join(tmpdir(), 'kiseki-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const KEY = randomBytes(32).toString('base64');
const keyFile = join(folder, 'key');
writeFileSync(keyFile, `${KEY}\n`);
chmodSync(keyFile, 0o644);
const noStore = 'postgres://nobody@127.0.0.1:1/none';

const CASES: readonly (readonly [what: string, env: Record<string, string>, said: RegExp])[] = [
  [
    'a key that is too short',
    { KISEKI_MASTER_KEY: 'c2hvcnQ=', DATABASE_URL: noStore },
    /KISEKI_MASTER_KEY: key 1 is not 32 bytes/
  ],
  ['a key file that others may read', { KISEKI_MASTER_KEY_FILE: keyFile, DATABASE_URL: noStore }, /chmod 600/],
  [
    'no key in production',
    { DATABASE_URL: noStore, NODE_ENV: 'production' },
    /There is no master key: set KISEKI_MASTER_KEY_FILE/
  ],
  ['a setting that is unknown', { KISEKI_COLOUR: 'red', KISEKI_DATA_DIR: folder }, /KISEKI_COLOUR/],
  ['a port that is none', { KISEKI_DATA_DIR: join(folder, 'data'), PORT: 'taken' }, /PORT/]
];

test.runIf(existsSync(LISTENER)).each(CASES)('%s: a sentence, without a trace of the program', async (_, env, said) => {
  const words = await BuiltService.start(env).then(
    async (service) => {
      await service.stop();
      return 'it started';
    },
    (error: Error) => error.message
  );
  expect(words).toMatch(said);
  expect(words).not.toMatch(/^\s+at /m);
});
