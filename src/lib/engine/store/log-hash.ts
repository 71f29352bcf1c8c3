import type { LogTable } from '$lib/model/log';

const encoder = new TextEncoder();

/**
 * What tells a log from any other: SHA-256 over the digests of its columns (name, values, codes) and times, in the order of the file, as 64
 * hexadecimal digits. The same file imported in the same way has the same hash; the name of the log and the choice of case and activity
 * are no part of it.
 *
 * Cost: one SHA-256 over every column's bytes, off the main thread.
 */
export async function logHash({ rows, columns, timeMs, startMs }: LogTable): Promise<string> {
  const parts: Uint8Array[] = [encoder.encode(`kiseki-log-1 ${rows} ${columns.length}`), await digest(timeMs)];
  if (startMs !== null) parts.push(await digest(startMs));
  for (const { name, codes, dictionary } of columns) {
    parts.push(await digest(encoder.encode(name)), await digest(codes));
    parts.push(await digest(dictionary.bytes), await digest(dictionary.offsets));
  }
  const all = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return Array.from(await digest(all), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function digest(bytes: ArrayBufferView): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as ArrayBufferView<ArrayBuffer>));
}
