import { configureGlobal } from 'fast-check';

/**
 * How long and from which seed fast-check's properties run, for every unit test (vitest's `setupFiles`):
 * `KISEKI_LONG=1` tries ten times as many cases, `KISEKI_SEED` fixes the seed. A failure prints the seed it was found with.
 */
const seed = Number(process.env.KISEKI_SEED);
configureGlobal({
  ...(process.env.KISEKI_LONG ? { numRuns: 1000 } : {}),
  ...(process.env.KISEKI_SEED && Number.isInteger(seed) ? { seed } : {})
});
