import { expect, test } from '@playwright/test';
import { ERROR_CODES } from '../../src/lib/model/errors';
import { proposedPlan } from '../../src/lib/session/import-plan';
import { openHarness } from './support/worker-harness';

/** mulberry32: the same mutations on every run of a seed. */
function random(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const CSV = `case,activity,start,time,resource,cost\n${Array.from(
  { length: 60 },
  (_, i) =>
    `案件${i >> 2},"step ""${i & 3}""",2026-01-${10 + (i & 7)} 09:00:00,2026-01-${10 + (i & 7)} 10:0${i & 7}:00,担当${i & 1},${i}.5`
).join('\n')}\n`;
const XES = `<?xml version="1.0" encoding="UTF-8"?><log xes.version="1.0"><extension name="Concept" prefix="concept" uri="x"/>${Array.from(
  { length: 20 },
  (_, c) =>
    `<trace><string key="concept:name" value="案件${c}"/>${['a &amp; b', 'b', 'c']
      .map(
        (name, e) =>
          `<event><string key="concept:name" value="${name}"/><date key="time:timestamp" value="2026-01-0${e + 1}T10:00:00+09:00"/><list key="l"><values><int key="i" value="${e}"/></values></list></event>`
      )
      .join('')}</trace>`
).join('')}</log>`;
const PIECES = [
  '"',
  ',',
  '\n',
  '\r',
  '\0',
  '<',
  '>',
  '&',
  '</event>',
  '<trace>',
  "'",
  '=',
  ';',
  '\t',
  '﻿',
  '�',
  '9999999999',
  '<![CDATA[',
  '<!--',
  '&#x0;'
];

function mutated(original: Uint8Array, next: () => number): Uint8Array {
  let bytes = [...original];
  const times = 1 + Math.floor(next() * 4);
  for (let i = 0; i < times; i++) {
    const at = Math.floor(next() * bytes.length);
    const length = Math.floor(next() * 40);
    // cutting the file short is rare: after it little is left to find
    const kind = next() < 0.03 ? 4 : Math.floor(next() * 4);
    if (kind === 0) bytes[at] = Math.floor(next() * 256);
    else if (kind === 1) bytes.splice(at, length);
    else if (kind === 2) bytes.splice(at, 0, ...new TextEncoder().encode(PIECES[Math.floor(next() * PIECES.length)]));
    else if (kind === 3) bytes.splice(at, 0, ...bytes.slice(at, at + length));
    else bytes = bytes.slice(0, at);
  }
  return Uint8Array.from(bytes);
}

const FILES = process.env.KISEKI_LONG ? 20_000 : 2_000;

for (const [name, text] of [
  ['log.csv', CSV],
  ['log.xes', XES]
] as const) {
  test(`${FILES / 2} mutations of ${name}: every one imports or is refused with a code, and a valid file imports afterwards`, async ({
    page,
    baseURL
  }) => {
    test.setTimeout(FILES > 2_000 ? 3_600_000 : 240_000);
    await openHarness(page, baseURL!);
    const valid = new TextEncoder().encode(text);
    await page.setInputFiles('#file', { name, mimeType: 'text/plain', buffer: Buffer.from(valid) });
    const plan = proposedPlan(await page.evaluate(() => window.harness.inspect()), 'UTC');

    const next = random(Number(process.env.KISEKI_SEED ?? 20261123));
    const seen: Record<string, number> = {};
    for (let done = 0; done < FILES / 2; done += 100) {
      const batch = Array.from({ length: 100 }, () => Buffer.from(mutated(valid, next)).toString('base64'));
      const outcome = await page.evaluate(
        async ([files, file, wanted]) => {
          const bytes = files.map((encoded) => Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0)));
          return window.harness.fuzz(bytes, file, wanted);
        },
        [batch, name, plan] as const
      );
      for (const [code, n] of Object.entries(outcome)) seen[code] = (seen[code] ?? 0) + n;
    }
    console.log(name, seen);
    const unknown = Object.keys(seen).filter((code) => code !== 'imported' && !(ERROR_CODES as readonly string[]).includes(code));
    expect(unknown).toEqual([]);
    expect(seen['internal'] ?? 0, 'mutations that hit a fault of ours').toBe(0);
    expect(seen['worker-died'] ?? 0).toBe(0);
    expect(seen['imported'] ?? 0).toBeGreaterThan(FILES / 50);

    const { report } = await page.evaluate((wanted) => window.harness.open(wanted), plan);
    expect(report.events).toBe(60);
  });
}
