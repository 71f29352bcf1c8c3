/** Compare two texts by code point (as UTF-8 bytes compare; JavaScript's own order is by UTF-16 unit). */
export function compareByCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const xPair = (x & 0xf800) === 0xd800;
    const yPair = (y & 0xf800) === 0xd800;
    // A surrogate stands for a code point above all others.
    if (xPair !== yPair) return xPair ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

/** [labels] the place of each label in the order by code point. */
export function labelRanks(labels: readonly string[]): Uint32Array {
  const order = labels.map((_, i) => i).sort((a, b) => compareByCodePoint(labels[a]!, labels[b]!));
  const ranks = new Uint32Array(labels.length);
  order.forEach((label, rank) => (ranks[label] = rank));
  return ranks;
}
