import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { compressDirectory } from '../setup/compress.mjs';

const folder = mkdtempSync(join(tmpdir(), 'kiseki-compress-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('text and WASM, small and big, come back as they were; fonts and tiny files are left alone', async () => {
  const big = Buffer.alloc(5 << 20, 'event;');
  const script = Buffer.from('export const answer = 42;\n'.repeat(100));
  writeFileSync(join(folder, 'big.wasm'), big);
  writeFileSync(join(folder, 'a.js'), script);
  writeFileSync(join(folder, 'tiny.js'), '1');
  writeFileSync(join(folder, 'font.woff2'), script);
  await compressDirectory(folder);
  expect(readdirSync(folder).sort()).toEqual(
    ['a.js', 'a.js.br', 'a.js.gz', 'big.wasm', 'big.wasm.br', 'big.wasm.gz', 'font.woff2', 'tiny.js'].sort()
  );
  for (const [name, bytes] of [
    ['big.wasm', big],
    ['a.js', script]
  ] as const) {
    expect(gunzipSync(readFileSync(join(folder, `${name}.gz`))).equals(bytes)).toBe(true);
    expect(brotliDecompressSync(readFileSync(join(folder, `${name}.br`))).equals(bytes)).toBe(true);
  }
});

test('a folder that is not there is nothing to compress', async () => {
  await expect(compressDirectory(join(folder, 'none'))).resolves.toBeUndefined();
});
