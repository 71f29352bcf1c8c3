/** The app's TypeScript, bundled for Node: for trials in Node, and for the SQL that peers are given. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { ROOT } from '../setup/run.mjs';

/**
 * Everything that these modules export, in one object.
 *
 * @param {readonly string[]} modules below `src/lib`, as `kernel/log/derive`
 * @returns {Promise<Record<string, any>>}
 */
export async function bundled(modules) {
  const dir = mkdtempSync(join(tmpdir(), 'kiseki-bundle-'));
  const entry = join(dir, 'entry.ts');
  writeFileSync(entry, modules.map((path) => `export * from '$lib/${path}';`).join('\n'));
  const build = await rolldown({ input: entry, resolve: { alias: { $lib: join(ROOT, 'src', 'lib') } } });
  const file = join(dir, 'bundle.mjs');
  await build.write({ file, format: 'esm' });
  await build.close();
  const loaded = await import(pathToFileURL(file).href);
  rmSync(dir, { recursive: true });
  return loaded;
}
