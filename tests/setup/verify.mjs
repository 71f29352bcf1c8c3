/** `npm run verify`: `npm test` in its long form (`KISEKI_LONG=1`: more fuzzing, more runs a property), and the properties by more seeds. */
import { ensureInstalled } from './install.mjs';

const SEEDS = [1, 20_260_101, 987_654_321];

process.env.KISEKI_LONG = '1';
await ensureInstalled();
const { runSteps, STEPS, vitest } = await import('./suites.mjs');
const seeded = SEEDS.map((seed) => ({
  name: `unit, rules, reference, server with seed ${seed}`,
  run: () => vitest(`vitest-${seed}`, { KISEKI_SEED: String(seed) })
}));
process.exit(await runSteps([...STEPS, ...seeded]));
