import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { masterKey, Sealer, type MasterKey } from './sealer';
import { StartError } from '$lib/server/config/start-error';

/** Where master keys come from: lines of 32 bytes in base64, the first seals, all open. */
export interface KeySource {
  /** a file that nobody but its owner may read */
  readonly file: string | undefined;
  /** the lines themselves */
  readonly inline: string | undefined;
  /** where one is made at the first start, when neither is given; undefined: then the start fails */
  readonly madeIn: string | undefined;
}

/** @throws Error saying which line is no key; never the line */
function parseKeys(text: string, from: string): [MasterKey, ...MasterKey[]] {
  const lines = text.split(/[\n,]/).map((line) => line.trim());
  const keys = lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line, index) => {
      const key = Buffer.from(line, 'base64');
      if (key.length !== 32) throw new StartError(`${from}: key ${index + 1} is not 32 bytes in base64`);
      return masterKey(key);
    });
  const [first, ...others] = keys;
  if (!first) throw new StartError(`${from}: there is no key in it`);
  return [first, ...others];
}

function readKeyFile(file: string): [MasterKey, ...MasterKey[]] {
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new StartError(`${file}: others than its owner may read this key file; chmod 600 it`);
  }
  return parseKeys(readFileSync(file, 'utf8'), file);
}

/** Two processes may start at once on an empty folder: one makes the file, both read it. */
function readOrMake(folder: string): [MasterKey, ...MasterKey[]] {
  const file = join(folder, 'master-key');
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
    chmodSync(file, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readKeyFile(file);
}

/** Where a service's keys come from, and the file that they are in, where it is one. */
export function keySourceOf(config: {
  readonly masterKeyFile: string | undefined;
  readonly masterKey: string | undefined;
  readonly isProduction: boolean;
  readonly dataDir: string;
}): { readonly source: KeySource; readonly path: string | undefined } {
  const madeIn = config.isProduction ? undefined : resolve(config.dataDir);
  const path = config.masterKeyFile ?? (config.masterKey === undefined && madeIn ? join(madeIn, 'master-key') : undefined);
  return { source: { file: config.masterKeyFile, inline: config.masterKey, madeIn }, path };
}

/** The sealer of the keys that the settings name. @throws Error in one sentence where there is none, or none that can be used */
export function openSealer({ file, inline, madeIn }: KeySource): Sealer {
  if (file !== undefined) return new Sealer(readKeyFile(file));
  if (inline !== undefined) return new Sealer(parseKeys(inline, 'KISEKI_MASTER_KEY'));
  if (madeIn !== undefined) return new Sealer(readOrMake(madeIn));
  throw new StartError(
    'There is no master key: set KISEKI_MASTER_KEY_FILE to a file of mode 0600 with 32 random bytes in base64.'
  );
}
