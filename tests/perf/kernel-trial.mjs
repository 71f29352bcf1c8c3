// A private bench of the kernels in Node, against the floor (summing columns) of the same run:
//   node --expose-gc tests/perf/kernel-trial.mjs [events, default 10000000] [rounds, default 7] [distinct]
// `distinct`: about one variant a case. The bench of record runs in Chromium: bench.mjs.
import { bundled } from './bundle.mjs';
import { FIRST_UTC_S, purchaseToPay, randomOf } from './purchase-to-pay.mjs';

const events = Number(process.argv[2] ?? 10_000_000);
const rounds = Number(process.argv[3] ?? 7);
const distinct = process.argv[4] === 'distinct';

const kernel = await bundled(
  [
    'log/derive',
    'variants/variant-index',
    'variants/variant-list',
    'discovery/frequency-map',
    'discovery/simplify-map',
    'performance/time-index',
    'performance/map-times',
    'performance/case-figures',
    'performance/sort-times',
    'selection/case-mask',
    'selection/event-mask',
    'selection/trimmed-log',
    'selection/attribute-values'
  ].map((path) => `kernel/${path}`)
);
const table = generate(events);
const median = (times) => times.toSorted((a, b) => a - b)[times.length >> 1];
const rows = [];

function time(name, run, times = rounds) {
  const taken = [];
  let answer;
  for (let i = 0; i < times; i++) {
    globalThis.gc?.();
    const cpu = process.cpuUsage();
    const started = performance.now();
    answer = run(i);
    const wallMs = performance.now() - started;
    const { user, system } = process.cpuUsage(cpu);
    taken.push({ wallMs, cpuMs: (user + system) / 1000 });
  }
  rows.push({
    name,
    wallMs: median(taken.map((t) => t.wallMs)),
    cpuMs: median(taken.map((t) => t.cpuMs)),
    leastMs: Math.min(...taken.map((t) => t.wallMs))
  });
  return answer;
}

const shape = { caseColumns: [0], activityColumns: [1], lifecycleMode: 'every-row' };
const { log, report } = time('derive', () => kernel.deriveLog(table, shape), 3);
time('index variants', () => kernel.indexVariants(log.activity, log.caseStart, log.activities.length), 3);
const index = time('time index', () => kernel.buildTimeIndex(log), 3);
const cases = log.caseStart.length - 1;
const selection = {
  clauses: [{ id: '1', kind: 'attribute', column: 'resource', values: ['r1', 'r2'], negated: false, muted: false }]
};
const masks = Array.from({ length: rounds }, (_, r) =>
  Uint8Array.from({ length: cases }, (_, c) => (((Math.imul(c + 1, 0x9e3779b1 + 2 * r) >>> 13) & 7) < 3 ? 1 : 0))
);
// The loops are compiled before they are timed.
for (let i = 0; i < 3; i++) {
  sum8(log.activity);
  sum64(log.timeMs);
  kernel.frequencyMap(log, masks[0]);
  kernel.mapTimes(index, log, masks[0]);
}
time('floor: activity', () => sum8(log.activity));
time('floor: activity and time', () => sum8(log.activity) + sum64(log.timeMs));
const frequency = time('frequency map', (i) => kernel.frequencyMap(log, masks[i]));
time('floor: activity again', () => sum8(log.activity));
time('map times', (i) => kernel.mapTimes(index, log, masks[i]));
time('map times, 2 % kept', (i) =>
  kernel.mapTimes(
    index,
    log,
    masks[i].map((k, c) => (c % 17 === 0 ? k : 0))
  )
);
time('map times, all', () => kernel.mapTimes(index, log));
time('case figures', (i) => kernel.caseFigures(log, masks[i]));
time('variant list, 200', (i) => kernel.variantList(log, 200, masks[i]));
time('simplified map', (i) => kernel.simplifyMap(log, frequency, { activityShare: 0.6, pathShare: 0.3, hidden: [] }, masks[i]));
time('attribute mask', () => kernel.caseMask({ log, table }, selection.clauses));
time('edge mask', () =>
  kernel.caseMask({ log, table }, [
    { id: '1', kind: 'follows', from: log.activities[0], to: log.activities[1], reach: 'directly', negated: false, muted: false }
  ])
);
const clauses = {
  'follows, eventually': { kind: 'follows', from: log.activities[0], to: log.activities[3], reach: 'eventually' },
  'follows, timed': { kind: 'follows', from: log.activities[0], to: log.activities[3], reach: 'eventually', minMs: 3_600_000 },
  'follows, four eyes': {
    kind: 'follows',
    from: log.activities[0],
    to: log.activities[3],
    reach: 'eventually',
    compare: { column: 'resource', equal: false }
  },
  duration: { kind: 'metric', metric: 'duration', min: 86_400_000 },
  rework: { kind: 'rework', form: 'loop', activities: [], times: 1 },
  'top variants': { kind: 'top', by: 'variants', order: 'most', count: Math.floor(log.variants.size / 2) },
  coverage: { kind: 'coverage', share: 0.5 },
  'top cases': { kind: 'top', by: 'duration', order: 'most', count: Math.floor(cases / 2) },
  'case list': { kind: 'case-list', caseIds: Array.from({ length: 1000 }, (_, i) => `case ${i * 7}`) }
};
for (const [name, clause] of Object.entries(clauses)) {
  time(`mask: ${name}`, () => kernel.caseMask({ log, table }, [{ id: '1', negated: false, muted: false, ...clause }]));
}
const eventClauses = {
  'without an activity': { kind: 'events', column: null, values: [log.activities[1]], negated: true },
  crop: { kind: 'crop', from: log.activities[1], to: null, reach: 'near', negated: false }
};
for (const [name, clause] of Object.entries(eventClauses)) {
  const stays = time(`events: ${name}`, () => kernel.eventMask(log, table, { id: '1', muted: false, ...clause }), 3);
  const left = time(`trimmed: ${name}`, () => kernel.trimmedEvents(log, stays), 3);
  const trimmed = time(`indexed: ${name}`, () => kernel.indexedLog(left, log), 3);
  time(`time index: ${name}`, () => kernel.buildTimeIndex(trimmed), 3);
}
time('attribute values', (i) => kernel.attributeValues(log, table, 'resource', '', 100, masks[i]), 3);

const floor8 = rows.find(({ name }) => name === 'floor: activity').wallMs;
const floor = rows.find(({ name }) => name === 'floor: activity and time').wallMs;
console.log(
  `${report.events} events, ${report.cases} cases, ${report.variants} variants, ${log.variants.edgeFrom.length} edges, ${report.rowsOutOfOrder} out of order, ${report.tiedPairs} ties`
);
console.table(
  rows.map(({ name, wallMs, cpuMs, leastMs }) => ({
    name,
    wallMs: +wallMs.toFixed(1),
    leastMs: +leastMs.toFixed(1),
    cpuMs: +cpuMs.toFixed(1),
    'x activity': +(wallMs / floor8).toFixed(2),
    'x both': +(wallMs / floor).toFixed(2)
  }))
);

function sum8(column) {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += column[i];
  return sum;
}

function sum64(column) {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += column[i];
  return sum;
}

/** The bench's log, or one of random walks with about one variant a case; rows in order of time, codes by first appearance as importers give them. */
function generate(wanted) {
  const byCase = distinct ? randomWalks(wanted) : purchaseToPay(wanted);
  const total = byCase.events;
  const timeMs = Float64Array.from(byCase.second, (second) => (FIRST_UTC_S + second) * 1000);
  const place = Uint32Array.from({ length: total }, (_, i) => i);
  const caseCode = new Uint32Array(total);
  for (let c = 0; c < byCase.cases; c++) caseCode.fill(c + 1, byCase.caseStart[c], byCase.caseStart[c + 1]);
  kernel.timeSorter(total)(timeMs, place, 0, total);
  const codes = new Uint32Array(total);
  const activities = new Uint8Array(total);
  const codeOf = new Uint32Array(byCase.cases + 1);
  const firsts = [0];
  for (let row = 0; row < total; row++) {
    const id = caseCode[place[row]];
    if (codeOf[id] === 0) {
      codeOf[id] = firsts.length;
      firsts.push(id);
    }
    codes[row] = codeOf[id];
    activities[row] = 1 + byCase.activity[place[row]];
  }
  const resources = new Uint8Array(total);
  for (let row = 0; row < total; row++) resources[row] = 1 + ((Math.imul(row, 0x9e3779b1) >>> 9) % 200);
  const column = (name, codes, texts) => {
    const parts = texts.map((text) => new TextEncoder().encode(text));
    const offsets = new Uint32Array(parts.length + 1);
    parts.forEach((part, i) => (offsets[i + 1] = offsets[i] + part.length));
    const bytes = new Uint8Array(offsets[parts.length]);
    parts.forEach((part, i) => bytes.set(part, offsets[i]));
    return {
      name,
      role: 'attribute',
      type: 'text',
      scope: 'event',
      path: null,
      xesType: null,
      codes,
      dictionary: { size: parts.length, bytes, offsets }
    };
  };
  return {
    name: 'trial',
    rows: total,
    columns: [
      column(
        'case',
        codes,
        firsts.map((id) => (id === 0 ? '' : `case ${id}`))
      ),
      column('activity', activities, ['', ...Array.from({ length: 25 }, (_, i) => `activity ${i}`)]),
      column('resource', resources, ['', ...Array.from({ length: 200 }, (_, i) => `r${i}`)])
    ],
    timeMs,
    startMs: null
  };
}

function randomWalks(wanted) {
  const random = randomOf(42);
  const activity = new Uint8Array(wanted + 13);
  const second = new Uint32Array(wanted + 13);
  const caseStart = [0];
  let at = 0;
  while (at < wanted) {
    let clock = caseStart.length * 15;
    let code = 0;
    for (let left = 6 + Math.floor(random() * 8); left > 0; left--) {
      activity[at] = code;
      second[at++] = clock;
      if (random() > 0.04) clock += Math.floor(-Math.log(1 - random()) * 6e3 * (1 + (code % 7)));
      code = (code + [1, 2, 3, 4, 5, 7, 0, 11][Math.floor(random() * 8)]) % 25;
    }
    caseStart.push(at);
  }
  return {
    cases: caseStart.length - 1,
    events: at,
    caseStart: Uint32Array.from(caseStart),
    activity: activity.subarray(0, at),
    second: second.subarray(0, at)
  };
}
