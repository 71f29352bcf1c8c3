import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { runKills } from '../vault/kill-run';

/** `npm run verify` kills as often as TRUST.md asks for; `npm test` a fifth of that. */
const isLong = Boolean(process.env.KISEKI_LONG);
const KILLS = isLong ? { renderers: 200, browsers: 50 } : { renderers: 32, browsers: 8 };
const SEED = Number(process.env.KISEKI_SEED) || 20_261_124;

test('renderers and browsers killed while logs are imported, saved, renamed, reshaped, removed and compacted', async ({
  baseURL
}) => {
  test.setTimeout(isLong ? 3_600_000 : 600_000);
  const profile = mkdtempSync(join(tmpdir(), 'kiseki-kill-'));
  try {
    const report = await runKills({
      ...KILLS,
      executable: process.env.KISEKI_CHROMIUM!,
      profile,
      baseUrl: baseURL!,
      seed: SEED
    });
    const sorted = report.reopenMs.slice().sort((a, b) => a - b);
    console.log(
      `seed ${SEED}: kills by act ${JSON.stringify(report.kills)}, unanswered ${JSON.stringify(report.unanswered)},`,
      `${report.acknowledged} acts acknowledged; reopened and read after p50 ${Math.round(sorted[sorted.length >> 1]!)} ms,`,
      `max ${Math.round(sorted.at(-1)!)} ms`
    );
    expect(report.wrong).toEqual([]);
    expect(report.reopenMs).toHaveLength(KILLS.renderers + KILLS.browsers);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});
