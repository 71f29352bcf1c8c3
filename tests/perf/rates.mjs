/** Rates: how often something is done in a second, and two of them in turns. */

/**
 * @param {number} workers at once
 * @param {number} forMs
 * @param {(worker: number, count: number) => Promise<unknown>} work with how many were begun before
 * @returns {Promise<number>} times a second
 */
export async function perSecond(workers, forMs, work) {
  const begun = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      while (performance.now() - begun < forMs) await work(worker, done++);
    })
  );
  return (1000 * done) / (performance.now() - begun);
}

/**
 * Both in turns: the first round fills caches and plans, and each side begins every other round.
 *
 * @param {number} rounds @param {() => Promise<number>} ours @param {() => Promise<number>} bare
 * @returns {Promise<{ ours: number[], bare: number[] }>}
 */
export async function inTurns(rounds, ours, bare) {
  const taken = { ours: [], bare: [] };
  for (let round = -1; round < rounds; round++) {
    for (const side of round % 2 === 0 ? ['ours', 'bare'] : ['bare', 'ours']) {
      const rate = await (side === 'ours' ? ours() : bare());
      if (round >= 0) taken[side].push(rate);
    }
  }
  return taken;
}
