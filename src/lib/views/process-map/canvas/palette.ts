import { STEPS } from '../drawing/scales';

/** The tokens' colours as the canvas and the pictures need them: resolved for the theme that is shown. Index 0 = step 1. */
export interface Palette {
  readonly freq: readonly string[];
  readonly onFreq: readonly string[];
  readonly time: readonly string[];
  readonly onTime: readonly string[];
  readonly nodeLine: string;
  readonly casing: string;
  readonly ground: string;
  readonly surface: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly line: string;
  readonly accent: string;
  readonly caution: string;
  /** colours of kinds of things that have no order */
  readonly categories: readonly string[];
  /** font families, as CSS writes them */
  readonly fonts: string;
}

/** Colours of the tokens `--cat-1` and on. */
const CATEGORIES = 7;

/** Read the tokens where `element` stands. `light-dark()` resolves only in a property's computed value, so a probe takes each. */
export function readPalette(element: HTMLElement): Palette {
  const probe = document.createElement('span');
  probe.style.display = 'none';
  element.append(probe);
  const colour = (token: string): string => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const steps = (prefix: string): string[] => Array.from({ length: STEPS }, (_, i) => colour(`${prefix}-${i + 1}`));
  const palette: Palette = {
    freq: steps('freq'),
    onFreq: steps('on-freq'),
    time: steps('time'),
    onTime: steps('on-time'),
    nodeLine: colour('node-line'),
    casing: colour('edge-casing'),
    ground: colour('map-bg'),
    surface: colour('surface'),
    ink: colour('ink'),
    ink2: colour('ink-2'),
    ink3: colour('ink-3'),
    line: colour('line-strong'),
    accent: colour('accent'),
    caution: colour('caution'),
    categories: Array.from({ length: CATEGORIES }, (_, i) => colour(`cat-${i + 1}`)),
    fonts: getComputedStyle(element).fontFamily
  };
  probe.remove();
  return palette;
}

/** Fill and text colour of a step of a scale; step 0 (no value) is the plain surface. */
export function stepColours(
  palette: Palette,
  kind: 'count' | 'time',
  step: number
): { readonly fill: string; readonly text: string } {
  if (step === 0) return { fill: palette.surface, text: palette.ink };
  const [fills, texts] = kind === 'count' ? [palette.freq, palette.onFreq] : [palette.time, palette.onTime];
  return { fill: fills[step - 1]!, text: texts[step - 1]! };
}

export const BOX_FONT_PX = 12.5;
export const VALUE_FONT_PX = 12;
export const LABEL_FONT_PX = 11;

export const boxFont = (fonts: string, px = BOX_FONT_PX): string => `700 ${px}px ${fonts}`;
export const valueFont = (fonts: string, px = VALUE_FONT_PX): string => `400 ${px}px ${fonts}`;
export const labelFont = (fonts: string, px = LABEL_FONT_PX): string => `400 ${px}px ${fonts}`;
export const boldLabelFont = (fonts: string, px = LABEL_FONT_PX): string => `700 ${px}px ${fonts}`;
