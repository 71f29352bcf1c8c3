import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openSealer } from './key-ring';
import { masterKey, Sealer } from './sealer';

const folder = mkdtempSync(join(tmpdir(), 'kiseki-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));
const key = (): string => randomBytes(32).toString('base64');

test('opens what it sealed, for the same purpose, unaltered, under any of its keys', () => {
  const old = masterKey(randomBytes(32));
  const sealer = new Sealer([masterKey(randomBytes(32)), old]);
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), fc.nat(), (plain, purpose, at) => {
      const sealed = new Sealer([old]).seal(purpose, plain);
      expect(sealer.open(purpose, sealed)).toEqual(plain);
      expect(() => sealer.open(`${purpose}x`, sealed)).toThrow();
      const altered = sealed.slice();
      altered[at % altered.length]! ^= 1;
      expect(() => sealer.open(purpose, altered)).toThrow();
      expect(() => sealer.open(purpose, sealed.slice(0, at % sealed.length))).toThrow();
    }),
    { numRuns: 200 }
  );
  expect(() => new Sealer([old]).open('a', sealer.seal('a', 'text'))).toThrow('no key opens a');
});

test('keys come from a file that only its owner reads, from the environment, or are made', () => {
  const file = join(folder, 'keys');
  writeFileSync(file, `# now\n${key()}\n${key()}\n`, { mode: 0o600 });
  const none = { file: undefined, inline: undefined, madeIn: undefined };
  openSealer({ ...none, file });
  chmodSync(file, 0o640);
  expect(() => openSealer({ ...none, file })).toThrow('chmod 600');
  expect(() => openSealer({ ...none, inline: 'c2hvcnQ=' })).toThrow('key 1 is not 32 bytes');
  expect(() => openSealer(none)).toThrow('There is no master key');
  const madeIn = join(folder, 'made');
  const sealed = openSealer({ ...none, madeIn }).seal('a', 'text');
  expect(Buffer.from(openSealer({ ...none, madeIn }).open('a', sealed)).toString()).toBe('text');
  expect(statSync(join(madeIn, 'master-key')).mode & 0o777).toBe(0o600);
});
