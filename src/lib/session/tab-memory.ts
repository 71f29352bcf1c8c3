import { readStored, writeStored } from './browser-storage';

/** The kept log that this tab had open, by its id, which says nothing of it: a tab that is reloaded, or that the browser brings back, opens it again. */
const LAST_AREA = 'area';

/** @returns null where there was none */
export function lastArea(): string | null {
  return readStored('sessionStorage', LAST_AREA);
}

/** @param areaId null: the tab has no kept log open */
export function rememberArea(areaId: string | null): void {
  writeStored('sessionStorage', LAST_AREA, areaId);
}
