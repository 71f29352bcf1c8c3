/** Kept logs, through the app's page as a user drives it, in a Chromium with a profile on disk, started anew for every measurement. */
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGzip } from 'node:zlib';
import { openProfile } from '../browser.mjs';
import { failedRow, judgedAt, mb, median, ms, times, verdictOf } from '../figures.mjs';
import { ensureLog } from '../generate-log.mjs';
import { noteMarks, waitForMark } from './marks.mjs';

const ROLES = { case_id: 'case', activity: 'activity', timestamp: 'timestamp', resource: 'resource' };
const TIMEOUT_MS = 900_000;
const AREAS = 20;
/** the user has read the page meanwhile: its own start is no part of what comes next */
const READ_MS = 1500;

const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A page of the app in a profile. @param {object} plan see `noteMarks` */
async function openApp(profile, address, plan) {
  const browser = await openProfile(profile);
  await browser.page.addInitScript(noteMarks, { confirm: false, sample: false, roles: {}, ...plan });
  await browser.page.goto(`${address}/?lang=en`);
  return browser;
}

/** Import a file and wait until it is kept. @returns {Promise<Record<string, number>>} marks */
async function importAndKeep(page, path) {
  const input = page.locator('[data-testid="import-file"]').first();
  await input.waitFor({ state: 'attached', timeout: 30_000 });
  await waitForMark(page, 'listed', 60_000);
  await rest(READ_MS);
  await input.setInputFiles(path);
  return waitForMark(page, 'kept', TIMEOUT_MS);
}

/** Bytes of the vault's files. */
const bytesOnDisk = (page) =>
  page.evaluate(async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('vault');
    let bytes = 0;
    for await (const entry of folder.values()) bytes += (await entry.getFile()).size;
    return bytes;
  });

async function gzipBytes(path) {
  let bytes = 0;
  for await (const piece of createReadStream(path).pipe(createGzip({ level: 6 }))) bytes += piece.length;
  return bytes;
}

/** Click the only kept log of a profile. @returns {Promise<Record<string, number>>} `wallMs` from the click to the drawn map, and counts */
async function reopen(profile, address) {
  const { context, page } = await openApp(profile, address, {});
  try {
    const row = page.locator('[data-testid="area-row"] button').first();
    await row.waitFor({ timeout: 30_000 });
    await rest(READ_MS);
    const clicked = await row.evaluate((button) => {
      const at = performance.now();
      button.click();
      return at;
    });
    const marks = await waitForMark(page, 'ready', TIMEOUT_MS);
    return { wallMs: marks.ready - clicked, events: marks.events, cases: marks.cases, variants: marks.variants };
  } finally {
    await context.close();
  }
}

/** Rows `reopen` and `disk`: imported and kept, then opened again in the same profile. */
async function reopenRows(options, address, size) {
  const titles = {
    reopen: [`kept log -> first map, ${size} events, against importing its CSV again`, '<= 1/20'],
    disk: [`size on disk, ${size} x 9 columns, against the CSV gzipped`, '<= 1 x']
  };
  const names = ['reopen', 'disk'].filter((name) => options.rows.has(name));
  if (names.length === 0) return [];
  const profiles = [];
  try {
    const path = await ensureLog(size, 'csv');
    const runs = { imported: [], reopened: [] };
    let bytes = NaN;
    for (let run = 0; run < options.runs; run++) {
      const profile = mkdtempSync(join(tmpdir(), 'kiseki-kept-'));
      profiles.push(profile);
      const { context, page } = await openApp(profile, address, { confirm: true, roles: ROLES });
      try {
        const marks = await importAndKeep(page, path);
        runs.imported.push({ wallMs: marks.ready - marks.drop, keptMs: marks.kept - marks.ready, events: marks.events });
        bytes = await bytesOnDisk(page);
      } finally {
        await context.close();
      }
      if (names.includes('reopen')) runs.reopened.push(await reopen(profile, address));
      rmSync(profile, { recursive: true, force: true });
    }
    if (runs.reopened.some(({ events }) => events !== runs.imported[0].events)) throw new Error('another log was opened');
    const importMs = median(runs.imported.map(({ wallMs }) => wallMs));
    const reopenMs = median(runs.reopened.map(({ wallMs }) => wallMs));
    const csv = names.includes('disk') ? await gzipBytes(path) : NaN;
    const cells = {
      reopen: [
        `1/${(importMs / reopenMs).toFixed(1)} (${ms(reopenMs)} : ${ms(importMs)} wall; kept ${ms(median(runs.imported.map(({ keptMs }) => keptMs)))} after its map)`,
        reopenMs <= importMs / 20
      ],
      disk: [`${times(bytes / csv)} (${mb(bytes)} : ${mb(csv)})`, bytes <= csv]
    };
    return names.map((name) => ({
      name,
      title: titles[name][0],
      reach: titles[name][1],
      measured: cells[name][0],
      verdict: judgedAt(verdictOf(cells[name][1]), size, name === 'disk' ? ['1M', '10M'] : ['10M']),
      figures: { ...runs, bytes, csv }
    }));
  } catch (error) {
    return names.map((name) => failedRow(name, ...titles[name], error));
  } finally {
    for (const profile of profiles) rmSync(profile, { recursive: true, force: true });
  }
}

/** A log of a few cases, of a name of its own. */
function smallLog(folder, n) {
  const path = join(folder, `small-${n}.csv`);
  const lines = Array.from(
    { length: 200 },
    (_, i) => `c${i % 40},${'abcd'[i % 4]},2024-03-${String(1 + (i % 28)).padStart(2, '0')} 10:00:00`
  );
  writeFileSync(path, ['case_id,activity,timestamp', ...lines].join('\n'));
  return path;
}

/** Row `areas`: the start page with twenty kept logs and with none, in turns. */
async function areasRow(options, address) {
  const head = /** @type {const} */ (['areas', `start page ready, ${AREAS} kept logs, against none`, '<= 1.2 x']);
  const folder = mkdtempSync(join(tmpdir(), 'kiseki-kept-'));
  const profileOf = { full: join(folder, 'full'), empty: join(folder, 'empty') };
  try {
    const { context, page } = await openApp(profileOf.full, address, { confirm: true, roles: ROLES });
    for (let n = 0; n < AREAS; n++) {
      if (n > 0) await page.goto(`${address}/?lang=en`);
      await importAndKeep(page, smallLog(folder, n));
    }
    await context.close();
    const taken = { full: [], empty: [] };
    for (let run = -1; run < Math.max(options.runs, 5); run++) {
      for (const which of run % 2 === 0 ? ['full', 'empty'] : ['empty', 'full']) {
        const { context, page } = await openApp(profileOf[which], address, {});
        const { listed } = await waitForMark(page, 'listed', 60_000);
        const rows = await page.locator('[data-testid="area-row"]').count();
        await context.close();
        if (rows !== (which === 'full' ? AREAS : 0)) throw new Error(`${rows} kept logs are listed`);
        if (run >= 0) taken[which].push(listed);
      }
    }
    const ratio = median(taken.full) / median(taken.empty);
    const measured = `${times(ratio)} (${ms(median(taken.full))} : ${ms(median(taken.empty))} wall, from the address to the list)`;
    return { name: head[0], title: head[1], reach: head[2], measured, verdict: verdictOf(ratio <= 1.2), figures: taken };
  } catch (error) {
    return failedRow(...head, error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Row `kill`: the browser is killed, started again, and the log opened as soon as it is listed. */
async function killRow(options, address) {
  const size = options.events[0];
  const head = /** @type {const} */ ([
    'kill',
    `after the browser was killed: from the address to the map of a kept log, ${size} events`,
    '<= 3 s'
  ]);
  const profile = mkdtempSync(join(tmpdir(), 'kiseki-kept-'));
  try {
    const first = await openApp(profile, address, { confirm: true, roles: ROLES });
    await importAndKeep(first.page, await ensureLog(size, 'csv'));
    let { kill } = first;
    const taken = [];
    for (let run = 0; run < Math.max(options.runs, 3); run++) {
      kill();
      // its lock on the profile goes with it
      await rest(500);
      const next = await openApp(profile, address, { area: true });
      taken.push((await waitForMark(next.page, 'ready', 60_000)).ready);
      ({ kill } = next);
    }
    kill();
    const measured = `${ms(median(taken))} wall, the longest ${ms(Math.max(...taken))}`;
    const verdict = judgedAt(verdictOf(Math.max(...taken) <= 3000), size, ['1M']);
    return { name: head[0], title: head[1], reach: head[2], measured, verdict, figures: { taken } };
  } catch (error) {
    return failedRow(...head, error);
  } finally {
    await rest(500);
    rmSync(profile, { recursive: true, force: true });
  }
}

/** @param {import('../options.mjs').Options} options @param {string} address @returns {Promise<import('../figures.mjs').Row[]>} */
export async function keptRows(options, address) {
  const rows = [];
  for (const size of options.events) rows.push(...(await reopenRows(options, address, size)));
  if (options.rows.has('areas')) rows.push(await areasRow(options, address));
  if (options.rows.has('kill')) rows.push(await killRow(options, address));
  return rows;
}
