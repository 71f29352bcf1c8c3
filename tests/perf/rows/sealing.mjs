/** What sealing costs: a log written into the vault and opened from it, against the same bytes as plain files beside it. In Chromium. */
import { failedRow, judgedAt, mb, median, ms, times, verdictOf } from '../figures.mjs';
import { eventsOf } from '../generate-log.mjs';
import { openKernelPage } from '../kernel-page.mjs';

const TITLES = {
  unsealed: (size) => `kept log -> numbers of the first map, ${size} events, against the same bytes unsealed`,
  seal: (size) => `a log's columns written sealed, ${size} events, against the same bytes unsealed`
};
const REACH = '<= 2 x';
const JUDGED = ['10M'];
const KINDS = /** @type {const} */ (['write', 'reopen', 'read']);

/** @param {import('../options.mjs').Options} options @returns {Promise<import('../figures.mjs').Row[]>} */
export async function sealingRows(options) {
  const names = /** @type {const} */ (['unsealed', 'seal']).filter((name) => options.rows.has(name));
  if (names.length === 0) return [];
  const rows = [];
  for (const size of options.events) {
    let page;
    try {
      page = await openKernelPage();
      const made = await page.askVault({ kind: 'prepare', events: eventsOf(size) });
      const taken = Object.fromEntries(KINDS.map((kind) => [kind, { sealed: [], plain: [] }]));
      // the first round compiles the loops; each side begins every other round
      for (let round = -1; round < Math.max(options.runs, 5); round++) {
        for (const kind of KINDS) {
          for (const sealed of round % 2 === 0 ? [true, false] : [false, true]) {
            const answer = await page.askVault({ kind, sealed });
            if (round >= 0) taken[kind][sealed ? 'sealed' : 'plain'].push(answer.ms);
          }
        }
      }
      const ratioOf = ({ sealed, plain }) => median(sealed) / median(plain);
      const told = ({ sealed, plain }) =>
        `${times(ratioOf({ sealed, plain }))} (${ms(median(sealed))} : ${ms(median(plain))} wall`;
      const bytes = mb(made.facts.bytes);
      const cells = {
        unsealed: [
          `${told(taken.reopen)}); all of its columns ${told(taken.read)}; ${bytes})`,
          Math.max(ratioOf(taken.reopen), ratioOf(taken.read))
        ],
        seal: [`${told(taken.write)}; ${bytes})`, ratioOf(taken.write)]
      };
      for (const name of names) {
        const [measured, ratio] = cells[name];
        rows.push({
          name,
          title: TITLES[name](size),
          reach: REACH,
          measured,
          verdict: judgedAt(verdictOf(ratio <= 2), size, JUDGED),
          figures: { ...made.facts, encodeMs: made.ms, ...taken }
        });
      }
    } catch (error) {
      rows.push(...names.map((name) => failedRow(name, TITLES[name](size), REACH, error)));
    } finally {
      await page?.close();
    }
  }
  return rows;
}
