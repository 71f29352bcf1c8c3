/**
 * Compress a directory's files beside themselves (`x.js` -> `x.js.gz`, `x.js.br`) at levels chosen by size, on all cores: zlib works
 * in Node's thread pool. Called by the build in place of SvelteKit's own, which takes minutes for 34 MB of WASM.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** Fonts (woff2), images and archives are compressed already. */
const EXTENSIONS = new Set(['.html', '.js', '.mjs', '.json', '.css', '.svg', '.xml', '.wasm', '.txt', '.csv', '.webmanifest']);
/** above this the highest levels cost more time than their bytes are worth */
const BIG_BYTES = 4 << 20;
/** a file below this fits into one packet anyway */
const SMALL_BYTES = 256;

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

/**
 * @param {Buffer} bytes
 * @returns {Promise<Buffer>}
 */
function brotli(bytes) {
  const big = bytes.length > BIG_BYTES;
  return toBrotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: big ? 5 : 10,
      [constants.BROTLI_PARAM_LGWIN]: big ? 24 : 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length
    }
  });
}

/** @param {string} file */
async function compressFile(file) {
  const bytes = await readFile(file);
  if (bytes.length < SMALL_BYTES) return;
  const level = bytes.length > BIG_BYTES ? 6 : 9;
  await Promise.all([
    toGzip(bytes, { level }).then((packed) => writeFile(`${file}.gz`, packed)),
    brotli(bytes).then((packed) => writeFile(`${file}.br`, packed))
  ]);
}

/**
 * @param {string} directory compressed with all below it; nothing happens if it does not exist
 * @returns {Promise<void>}
 */
export async function compressDirectory(directory) {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile() && EXTENSIONS.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  // a few at a time: each holds its file's bytes
  const turn = async () => {
    for (let file = files.pop(); file !== undefined; file = files.pop()) await compressFile(file);
  };
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, turn));
}
