/** `npm test`: install what is missing, a browser included, build, and run every suite. */
import { ensureInstalled } from './install.mjs';

try {
  await ensureInstalled();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed, 0 skipped');
  process.exit(1);
}
// only now are the packages there that the suites are run by
const { runSteps, STEPS } = await import('./suites.mjs');
process.exit(await runSteps(STEPS));
