import { MiningError } from '$lib/model/errors';
import { analysisText, readAnalysis, type AnalysisFile } from './analysis-file';

/** What a fragment of ours begins with; the digit is the version of the encoding. */
const MARK = '#k1=';
/** What a link may unfold to: more is no analysis. */
const MAX_BYTES = 16 << 20;

/** The fragment that stands for an analysis: JSON, deflated (with a checksum), in the letters of base64url. It is never sent to a server. */
export async function fragmentOf(analysis: AnalysisFile): Promise<string> {
  const deflated = await through(new TextEncoder().encode(analysisText(analysis, 0)), new CompressionStream('deflate'), Infinity);
  let binary = '';
  for (const byte of deflated) binary += String.fromCharCode(byte);
  return MARK + btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

export function isFragment(hash: string): boolean {
  return hash.startsWith(MARK);
}

/**
 * The analysis that a fragment stands for.
 * @throws MiningError `bad-analysis`, `analysis-version`
 */
export async function readFragment(hash: string): Promise<AnalysisFile> {
  let json: string;
  try {
    const binary = atob(hash.slice(MARK.length).replaceAll('-', '+').replaceAll('_', '/'));
    const inflated = await through(
      Uint8Array.from(binary, (letter) => letter.charCodeAt(0)),
      new DecompressionStream('deflate'),
      MAX_BYTES
    );
    json = new TextDecoder('utf-8', { fatal: true }).decode(inflated);
  } catch {
    throw new MiningError('bad-analysis');
  }
  return readAnalysis(json);
}

/** @throws RangeError where more than `max` bytes come out */
async function through(bytes: Uint8Array<ArrayBuffer>, transform: GenericTransformStream, max: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = (new Blob([bytes]).stream().pipeThrough(transform) as ReadableStream<Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > max) throw new RangeError('too much');
    parts.push(value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
