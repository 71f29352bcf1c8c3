/** `npm run verify-audit FILE`: build the verifier if it is not there, and run it in this process. It needs no service and no store. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, runPackage } from './run.mjs';

const VERIFIER = join(ROOT, 'build', 'verify-audit.js');

if (
  !existsSync(VERIFIER) &&
  (await runPackage('vite/bin/vite.js', ['build', '--mode', 'verifier', '--logLevel', 'warn'])) !== 0
) {
  process.exit(2);
}
await import(pathToFileURL(VERIFIER).href);
