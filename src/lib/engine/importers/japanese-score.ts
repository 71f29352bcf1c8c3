/** What a character tells for or against a reading as Japanese; each is weighed per character. */
const KANA = 2;
const KANJI = 1;
/** Half-width katakana is one byte in CP932, a third of what EUC-JP looks like when read so: weighed per byte below kanji. */
const HALF_WIDTH_KANA = 0.55;
/** `､` and `･` are what the lead bytes of EUC-JP kana turn into. */
const HALF_WIDTH_POINT = -1;
const FULL_WIDTH = 1;
const PRIVATE_USE = -3;
const CONTROL = -3;
const OTHER = -0.2;
const UNDECODABLE = -10;

/**
 * How much a text reads like Japanese in an encoding: above 0 it may be, the higher of two is the likelier.
 * Cost: one decode and one pass.
 */
export function japaneseScore(bytes: Uint8Array, encoding: 'shift_jis' | 'euc-jp'): number {
  const text = new TextDecoder(encoding).decode(bytes, { stream: true });
  let score = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 0x80 || c < 0x20) score += weight(c);
  }
  return score;
}

function weight(c: number): number {
  if (c === 0xfffd) return UNDECODABLE;
  if (c >= 0x3041 && c <= 0x30ff) return KANA;
  if (c >= 0x4e00 && c <= 0x9fff) return KANJI;
  if (c >= 0xff66 && c <= 0xff9f) return HALF_WIDTH_KANA;
  if (c >= 0xff61 && c <= 0xff65) return HALF_WIDTH_POINT;
  if ((c >= 0x3000 && c <= 0x303f) || (c >= 0xff01 && c <= 0xff60)) return FULL_WIDTH;
  if (c >= 0xe000 && c <= 0xf8ff) return PRIVATE_USE;
  if (c < 0x20) return c === 9 || c === 10 || c === 13 ? 0 : CONTROL;
  if (c >= 0x80 && c < 0xa0) return CONTROL;
  return OTHER;
}
