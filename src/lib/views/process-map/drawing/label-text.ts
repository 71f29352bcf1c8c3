/** What would turn the text around it, or show nothing, as a mark that is seen. */
const MARKS = new Map<number, string>([
  [0x061c, '⟨ALM⟩'],
  [0x200b, '⟨ZWSP⟩'],
  [0x200e, '⟨LRM⟩'],
  [0x200f, '⟨RLM⟩'],
  [0x202a, '⟨LRE⟩'],
  [0x202b, '⟨RLE⟩'],
  [0x202c, '⟨PDF⟩'],
  [0x202d, '⟨LRO⟩'],
  [0x202e, '⟨RLO⟩'],
  [0x2028, '⏎'],
  [0x2029, '⏎'],
  [0x2066, '⟨LRI⟩'],
  [0x2067, '⟨RLI⟩'],
  [0x2068, '⟨FSI⟩'],
  [0x2069, '⟨PDI⟩'],
  [0xfeff, '⟨BOM⟩'],
  [0x0a, '⏎'],
  [0x0d, '⏎'],
  [0x7f, '␡']
]);

const HIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]/gu;

/** Longer labels are cut before they are measured: no box is that wide. */
const MOST = 240;

/** A label of the log as one line of plain text in which nothing is hidden: control and bidi characters become marks. */
export function visibleLabel(label: string): string {
  const short = label.length > MOST ? `${label.slice(0, MOST)}…` : label;
  const shown = short.replace(HIDDEN, (found) => {
    const code = found.codePointAt(0)!;
    if (code < 0x20 && !MARKS.has(code)) return String.fromCodePoint(0x2400 + code);
    return MARKS.get(code) ?? '\ufffd';
  });
  return shown.trim() === '' ? '␣' : shown;
}

/** Measures text in one font, in px. */
export type Measure = (text: string) => number;

const ELLIPSIS = '…';

/** The text, or as much of its beginning as fits with an ellipsis. Never splits a grapheme that is a surrogate pair. */
export function fitted(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text;
  const letters = [...text];
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (measure(letters.slice(0, middle).join('') + ELLIPSIS) <= width) low = middle;
    else high = middle - 1;
  }
  return letters.slice(0, low).join('').trimEnd() + ELLIPSIS;
}

/** Kept widths a font: measuring is the slow part. */
export function measureIn(context: CanvasRenderingContext2D, font: string): Measure {
  const kept = new Map<string, number>();
  return (text) => {
    let width = kept.get(text);
    if (width === undefined) {
      context.font = font;
      width = context.measureText(text).width;
      if (kept.size > 4000) kept.clear();
      kept.set(text, width);
    }
    return width;
  };
}
