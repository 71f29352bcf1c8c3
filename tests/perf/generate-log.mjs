/**
 * Writes the bench's logs into `.cache/bench/`: `p2p-1M.csv`, `p2p-10M.csv`, `p2p-1M.xes.gz` ... Files that are there stay.
 *
 *     node tests/perf/generate-log.mjs 1M csv xes
 */
import { createWriteStream, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createGzip } from 'node:zlib';
import { attributesOf, caseId } from './attributes.mjs';
import { ACTIVITIES, FIRST_UTC_S, purchaseToPay, scatterActivities } from './purchase-to-pay.mjs';

export const BENCH_FOLDER = fileURLToPath(new URL('../../.cache/bench/', import.meta.url));

export const CSV_COLUMNS = ['case_id', 'activity', 'timestamp', 'resource', 'region', 'product', 'amount', 'cost', 'note'];

/** "1M" -> 1000000 */
export function eventsOf(size) {
  const match = /^(\d+)([kM]?)$/.exec(size);
  if (!match) throw new Error(`not a number of events: ${size}`);
  return Number(match[1]) * (match[2] === 'M' ? 1_000_000 : match[2] === 'k' ? 1000 : 1);
}

/** @param {string} size such as `1M` @param {'csv' | 'xes.gz'} kind @param {boolean} [distinct] see `ensureLog` */
export const logPath = (size, kind, distinct = false) => `${BENCH_FOLDER}p2p-${distinct ? 'distinct-' : ''}${size}.${kind}`;

/** `2025-03-04T09:12:33+09:00`; days are looked up, times of day computed. */
function stampWriter() {
  const days = new Map();
  const two = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'));
  return (second) => {
    const local = FIRST_UTC_S + second + 9 * 3600;
    const day = Math.floor(local / 86_400);
    let text = days.get(day);
    if (!text) days.set(day, (text = new Date(day * 86_400_000).toISOString().slice(0, 11)));
    const s = local - day * 86_400;
    return `${text}${two[Math.floor(s / 3600)]}:${two[Math.floor(s / 60) % 60]}:${two[s % 60]}+09:00`;
  };
}

/** Events in order of time, ties by case: a counting sort by minute, then by second inside each. */
function timeOrder(second) {
  const latest = second.reduce((max, s) => Math.max(max, s), 0);
  const start = new Uint32Array(Math.floor(latest / 60) + 2);
  for (const s of second) start[Math.floor(s / 60) + 1]++;
  for (let i = 1; i < start.length; i++) start[i] += start[i - 1];
  const next = start.slice();
  const order = new Uint32Array(second.length);
  for (let e = 0; e < second.length; e++) order[next[Math.floor(second[e] / 60)]++] = e;
  for (let i = 0; i + 1 < start.length; i++) {
    if (start[i + 1] - start[i] > 1) order.subarray(start[i], start[i + 1]).sort((a, b) => second[a] - second[b] || a - b);
  }
  return order;
}

/** Lines to a file through an optional filter, a megabyte at a time, under another name until whole. */
async function writeAll(path, filter, pieces) {
  const partial = `${path}.part`;
  const file = createWriteStream(partial);
  const sink = filter ?? file;
  if (filter) filter.pipe(file);
  for (const piece of pieces) if (!sink.write(piece)) await once(sink, 'drain');
  sink.end();
  await once(file, 'finish');
  renameSync(partial, path);
}

function* csvPieces(log) {
  const caseOf = new Uint32Array(log.events);
  for (let c = 0; c < log.cases; c++) caseOf.fill(c, log.caseStart[c], log.caseStart[c + 1]);
  const stamp = stampWriter();
  let piece = `${CSV_COLUMNS.join(',')}\n`;
  for (const e of timeOrder(log.second)) {
    const a = attributesOf(caseOf[e], e, log.activity[e]);
    piece += `${caseId(caseOf[e])},${ACTIVITIES[log.activity[e]]},${stamp(log.second[e])},${a.resource},${a.region},${a.product},${a.amount},${a.cost},${a.note}\n`;
    if (piece.length > 1 << 20) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

function* xesPieces(log) {
  const stamp = stampWriter();
  const line = (tag, key, value) =>
    value === '' ? '' : `\t\t\t<${tag} key="${key}" value="${value.replaceAll('"', '&quot;')}"/>\n`;
  let piece =
    '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1849.2023" xes.features="" xmlns="http://www.xes-standard.org/">\n';
  for (let c = 0; c < log.cases; c++) {
    piece += `\t<trace>\n\t\t<string key="concept:name" value="${caseId(c)}"/>\n`;
    for (let e = log.caseStart[c]; e < log.caseStart[c + 1]; e++) {
      const a = attributesOf(c, e, log.activity[e]);
      piece += `\t\t<event>\n${line('string', 'concept:name', ACTIVITIES[log.activity[e]])}${line('date', 'time:timestamp', stamp(log.second[e]))}${line('string', 'lifecycle:transition', 'complete')}${line('string', 'org:resource', a.resource)}${line('string', 'region', a.region)}${line('string', 'product', a.product)}${line('float', 'amount', a.amount)}${line('float', 'cost:total', a.cost)}${line('string', 'note', a.note)}\t\t</event>\n`;
    }
    piece += '\t</trace>\n';
    if (piece.length > 1 << 20) {
      yield piece;
      piece = '';
    }
  }
  yield `${piece}</log>\n`;
}

/**
 * Make sure a log is there. 10 M events take a minute or two and 600 MB of memory.
 *
 * @param {string} size @param {'csv' | 'xes.gz'} kind @param {boolean} [distinct] nearly every case is a variant of its own
 * @returns {Promise<string>} its path
 */
export async function ensureLog(size, kind, distinct = false) {
  const path = logPath(size, kind, distinct);
  if (existsSync(path)) return path;
  mkdirSync(BENCH_FOLDER, { recursive: true });
  const log = purchaseToPay(eventsOf(size));
  if (distinct) scatterActivities(log.activity, eventsOf(size));
  if (kind === 'csv') await writeAll(path, null, csvPieces(log));
  else await writeAll(path, createGzip({ level: 6 }), xesPieces(log));
  return path;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [size = '1M', ...kinds] = process.argv.slice(2);
  for (const kind of kinds.length ? kinds : ['csv']) {
    const path = await ensureLog(size, kind === 'xes' ? 'xes.gz' : 'csv');
    console.log(`${path}: ${(statSync(path).size / 1e6).toFixed(1)} MB`);
  }
}
