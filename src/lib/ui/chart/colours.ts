const STEPS = 6;
const CATEGORIES = 7;

/** The tokens' colours as a canvas needs them: resolved for the theme that is shown. Index 0 = step 1. */
export interface Colours {
  readonly freq: readonly string[];
  readonly time: readonly string[];
  readonly categories: readonly string[];
  readonly surface: string;
  readonly ink: string;
  readonly ink3: string;
  readonly line: string;
}

/** Read the tokens where `element` stands. `light-dark()` resolves only in a property's computed value, so a probe takes each. */
export function readColours(element: HTMLElement): Colours {
  const probe = document.createElement('span');
  probe.style.display = 'none';
  element.append(probe);
  const colour = (token: string): string => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const steps = (prefix: string, n: number): string[] => Array.from({ length: n }, (_, i) => colour(`${prefix}-${i + 1}`));
  const colours: Colours = {
    freq: steps('freq', STEPS),
    time: steps('time', STEPS),
    categories: steps('cat', CATEGORIES),
    surface: colour('surface'),
    ink: colour('ink'),
    ink3: colour('ink-3'),
    line: colour('line-strong')
  };
  probe.remove();
  return colours;
}

/** @returns ends the listening */
export function whenThemeChanges(changed: () => void): () => void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  dark.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    dark.removeEventListener('change', changed);
  };
}
