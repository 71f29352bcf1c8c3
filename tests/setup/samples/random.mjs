/**
 * Seeded random numbers (sfc32 after Chris Doty-Humphrey). Only additions, shifts and square roots are used, which every
 * JavaScript engine rounds alike, so that a seed gives the same log everywhere.
 */
export class SeededRandom {
  #a = 0;
  #b = 0;
  #c = 0;
  #d = 1;

  /** @param {string} seed any text */
  constructor(seed) {
    for (let i = 0; i < seed.length; i++) {
      this.#a = (Math.imul(this.#a ^ seed.charCodeAt(i), 0x9e3779b1) + 0x7f4a7c15) | 0;
      this.#b = (Math.imul(this.#b + this.#a, 0x85ebca6b) ^ (this.#a >>> 13)) | 0;
    }
    for (let i = 0; i < 16; i++) this.next();
  }

  /** @returns {number} in [0, 1) */
  next() {
    const sum = (((this.#a + this.#b) | 0) + this.#d) | 0;
    this.#d = (this.#d + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return (sum >>> 0) / 4294967296;
  }

  /** @param {number} share 0..1 */
  chance(share) {
    return this.next() < share;
  }

  /** A whole number from `from` to `to`, both included. */
  whole(from, to) {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) {
    return list[Math.floor(this.next() * list.length)];
  }

  /** One of the keys, by weight. @param {Record<string, number>} weights */
  weighted(weights) {
    let rest = this.next() * Object.values(weights).reduce((sum, weight) => sum + weight, 0);
    for (const [key, weight] of Object.entries(weights)) if ((rest -= weight) < 0) return key;
    return Object.keys(weights)[0];
  }

  /** Skewed to the right with the given median, from a seventh of it to seven times it (log-logistic of shape 2, cut at 2 and 98 %). */
  around(median) {
    const u = 0.02 + 0.96 * this.next();
    return median * Math.sqrt(u / (1 - u));
  }

  /** As `around`, but closer to the median: from 0.4 of it to 2.6 times it. */
  near(median) {
    const u = 0.02 + 0.96 * this.next();
    return median * Math.sqrt(Math.sqrt(u / (1 - u)));
  }
}
