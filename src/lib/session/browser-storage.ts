/**
 * Small values of the page in the browser's own storage, under names that begin with `kiseki.`. Nothing of a log goes here. Browsers may refuse
 * storage altogether, by throwing when it is asked for: then nothing is remembered.
 */
export type Place = 'sessionStorage' | 'localStorage';

/** @returns null where there is none, or where the browser keeps nothing */
export function readStored(place: Place, key: string): string | null {
  try {
    return globalThis[place].getItem(`kiseki.${key}`);
  } catch {
    return null;
  }
}

/** @param value null removes it */
export function writeStored(place: Place, key: string, value: string | null): void {
  try {
    if (value === null) globalThis[place].removeItem(`kiseki.${key}`);
    else globalThis[place].setItem(`kiseki.${key}`, value);
  } catch {
    // not remembered
  }
}
