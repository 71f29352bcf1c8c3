/**
 * Writes the sample logs of the start page: `static/samples/{name}-{en,ja}.csv.gz`. Seeded: the same text on every host.
 *
 *     node tests/setup/make-samples.mjs
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { stamp } from './samples/calendar.mjs';
import { helpdesk } from './samples/helpdesk.mjs';
import { COLUMNS, labelOf } from './samples/labels.mjs';
import { loanApplication } from './samples/loan-application.mjs';
import { orderToCash } from './samples/order-to-cash.mjs';

export const LANGUAGES = /** @type {const} */ (['en', 'ja']);
export const SAMPLES = [orderToCash, helpdesk, loanApplication];

/** Folder of the committed files. */
export const SAMPLE_FOLDER = fileURLToPath(new URL('../../static/samples/', import.meta.url));

/**
 * One sample in both languages: the same cases, times and numbers under other words.
 *
 * @param {(typeof SAMPLES)[number]} sample
 * @returns {Record<'en' | 'ja', string>} CSV text, a line feed after each row, cases by arrival, events by completion
 */
export function sampleTexts(sample) {
  const cases = sample.cases();
  const columns = COLUMNS[sample.name];
  const text = (/** @type {'en' | 'ja'} */ language) => {
    const lines = [columns.map(([en, ja]) => (language === 'en' ? en : ja)).join(',')];
    for (const one of cases) {
      for (const event of one.events) lines.push(columns.map(([, , key]) => cell(language, key, one, event)).join(','));
    }
    return `${lines.join('\n')}\n`;
  };
  return { en: text('en'), ja: text('ja') };
}

function cell(language, key, one, event) {
  const value = key in event ? event[key] : one[key];
  if (key === 'start' || key === 'complete') return stamp(value);
  return typeof value === 'number' || key === 'id' ? String(value) : labelOf(language, value);
}

/** gzip without a time or name in it; the operating system's byte is set to "unknown", so that hosts agree. */
function gzip(text) {
  const bytes = gzipSync(text, { level: 9 });
  bytes[9] = 255;
  return bytes;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(SAMPLE_FOLDER, { recursive: true });
  for (const sample of SAMPLES) {
    const texts = sampleTexts(sample);
    for (const language of LANGUAGES) {
      const bytes = gzip(texts[language]);
      writeFileSync(`${SAMPLE_FOLDER}${sample.name}-${language}.csv.gz`, bytes);
      console.log(`${sample.name}-${language}: ${texts[language].split('\n').length - 2} events, ${bytes.length} bytes`);
    }
  }
}
