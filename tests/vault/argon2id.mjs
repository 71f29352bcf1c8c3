/** Argon2id, version 0x13 (RFC 9106), in whole numbers and therefore slow: a second opinion on hash-wasm's, at small costs. */
import { blake2b } from './blake2b.mjs';

const MASK = (1n << 64n) - 1n;
const LOW = (1n << 32n) - 1n;
const WORDS = 128; // of a block of 1 KiB
const SLICES = 4;
const TYPE = 2; // Argon2id
const VERSION = 0x13;

const u32 = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

/** section 3.3: a hash of any length */
function longHash(input, length) {
  const first = Buffer.concat([u32(length), input]);
  if (length <= 64) return blake2b(first, length);
  const parts = [];
  let last = blake2b(first, 64);
  let left = length;
  while (left > 64) {
    parts.push(last.subarray(0, 32));
    left -= 32;
    last = blake2b(last, left > 64 ? 64 : left);
  }
  return Buffer.concat([...parts, last]);
}

const rotated = (word, by) => ((word >> by) | (word << (64n - by))) & MASK;
const times = (a, b) => (a + b + 2n * (a & LOW) * (b & LOW)) & MASK;

/** section 3.6: GB */
function mix(v, a, b, c, d) {
  v[a] = times(v[a], v[b]);
  v[d] = rotated(v[d] ^ v[a], 32n);
  v[c] = times(v[c], v[d]);
  v[b] = rotated(v[b] ^ v[c], 24n);
  v[a] = times(v[a], v[b]);
  v[d] = rotated(v[d] ^ v[a], 16n);
  v[c] = times(v[c], v[d]);
  v[b] = rotated(v[b] ^ v[c], 63n);
}

/** section 3.6: P, over 16 words */
function permute(v, at) {
  mix(v, at[0], at[4], at[8], at[12]);
  mix(v, at[1], at[5], at[9], at[13]);
  mix(v, at[2], at[6], at[10], at[14]);
  mix(v, at[3], at[7], at[11], at[15]);
  mix(v, at[0], at[5], at[10], at[15]);
  mix(v, at[1], at[6], at[11], at[12]);
  mix(v, at[2], at[7], at[8], at[13]);
  mix(v, at[3], at[4], at[9], at[14]);
}

const ROWS = Array.from({ length: 8 }, (_, row) => Array.from({ length: 16 }, (_, at) => 16 * row + at));
const COLUMNS = Array.from({ length: 8 }, (_, column) =>
  Array.from({ length: 16 }, (_, at) => 16 * (at >> 1) + 2 * column + (at & 1))
);

/** section 3.5: G */
function compress(x, y) {
  const r = x.map((word, at) => word ^ y[at]);
  const v = r.slice();
  for (const row of ROWS) permute(v, row);
  for (const column of COLUMNS) permute(v, column);
  return v.map((word, at) => word ^ r[at]);
}

function blockOf(bytes) {
  return BigUint64Array.from({ length: WORDS }, (_, at) => bytes.readBigUInt64LE(8 * at));
}

/** section 3.4.1.2: the two halves that choose a block, where it does not depend on the passphrase */
function addresses(pass, lane, slice, blocks, passes, counter) {
  const input = new BigUint64Array(WORDS);
  [pass, lane, slice, blocks, passes, TYPE, counter].forEach((value, at) => (input[at] = BigInt(value)));
  const zero = new BigUint64Array(WORDS);
  return compress(zero, compress(zero, input));
}

/**
 * @param password Buffer
 * @param salt Buffer
 * @param options memoryKiB, passes, lanes, length; secret and associated data for RFC 9106's own vector
 */
export function argon2id(
  password,
  salt,
  { memoryKiB, passes, lanes, length, secret = Buffer.alloc(0), associated = Buffer.alloc(0) }
) {
  const numbers = [lanes, length, memoryKiB, passes, VERSION, TYPE].map(u32);
  const fields = [password, salt, secret, associated].flatMap((field) => [u32(field.length), field]);
  const start = blake2b(Buffer.concat([...numbers, ...fields]), 64);

  const columns = SLICES * Math.floor(memoryKiB / (SLICES * lanes));
  const segment = columns / SLICES;
  const blocks = Array.from({ length: lanes }, () => new Array(columns));
  for (let lane = 0; lane < lanes; lane++) {
    for (const column of [0, 1]) blocks[lane][column] = blockOf(longHash(Buffer.concat([start, u32(column), u32(lane)]), 1024));
  }

  for (let pass = 0; pass < passes; pass++) {
    for (let slice = 0; slice < SLICES; slice++) {
      for (let lane = 0; lane < lanes; lane++) {
        const isIndependent = pass === 0 && slice < 2;
        let chosen;
        for (let at = 0; at < segment; at++) {
          if (isIndependent && at % WORDS === 0) {
            chosen = addresses(pass, lane, slice, columns * lanes, passes, at / WORDS + 1);
          }
          const column = slice * segment + at;
          if (pass === 0 && column < 2) continue;
          const before = blocks[lane][(column + columns - 1) % columns];
          const random = isIndependent ? chosen[at % WORDS] : before[0];
          const fromLane = pass === 0 && slice === 0 ? lane : Number((random >> 32n) % BigInt(lanes));
          const from = referenceColumn({ pass, slice, at, segment, columns, isSameLane: fromLane === lane }, random & LOW);
          const block = compress(before, blocks[fromLane][from]);
          const old = blocks[lane][column];
          blocks[lane][column] = pass === 0 ? block : block.map((word, w) => word ^ old[w]);
        }
      }
    }
  }

  const last = blocks.map((lane) => lane[columns - 1]).reduce((a, b) => a.map((word, at) => word ^ b[at]));
  const bytes = Buffer.alloc(1024);
  last.forEach((word, at) => bytes.writeBigUInt64LE(word, 8 * at));
  return longHash(bytes, length);
}

/** section 3.4.2: which of the blocks that may be referred to */
function referenceColumn({ pass, slice, at, segment, columns, isSameLane }, j1) {
  const finished = pass === 0 ? slice * segment : columns - segment;
  const size = isSameLane ? finished + at - 1 : finished - (at === 0 ? 1 : 0);
  const x = (j1 * j1) >> 32n;
  const back = (BigInt(size) * x) >> 32n;
  const from = pass === 0 || slice === SLICES - 1 ? 0 : (slice + 1) * segment;
  return Number((BigInt(from) + BigInt(size) - 1n - back) % BigInt(columns));
}
