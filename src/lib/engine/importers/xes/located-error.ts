import { MiningError } from '$lib/model/errors';
import type { ByteSource } from '../importer';
import { sourceName } from '../sources';
import { xmlChunks } from './xml-encoding';

const LINE_FEED = 0x0a;

/**
 * Run `work` on a source; an error that carries the offset `byte` gets the file and the line as well. Lines are counted only then,
 * by reading the source again.
 *
 * @param label the encoding that `work` reads the source with
 */
export async function locating<T>(source: ByteSource, label: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof MiningError) || typeof thrown.detail['byte'] !== 'number') throw thrown;
    const line = await lineOf(source, label, thrown.detail['byte']);
    throw new MiningError(thrown.code, { file: sourceName(source), line, ...thrown.detail });
  }
}

/** The line, from 1, that the byte at an offset of the UTF-8 text is on; null where the source cannot be read again. */
async function lineOf(source: ByteSource, label: string, offset: number): Promise<number | null> {
  let line = 1;
  let before = 0;
  try {
    for await (const chunk of xmlChunks(source, label)) {
      const part = chunk.subarray(0, Math.max(0, offset - before));
      for (let at = part.indexOf(LINE_FEED); at >= 0; at = part.indexOf(LINE_FEED, at + 1)) line++;
      before += chunk.length;
      if (before >= offset) break;
    }
  } catch {
    return null;
  }
  return line;
}
