/** The kept log that this tab had open, by its id, which says nothing of it: a tab that is reloaded, or that the browser brings back, opens it again. */
const LAST_AREA = 'kiseki.area';

/** @returns null where there was none, or where the browser keeps nothing */
export function lastArea(): string | null {
  try {
    return sessionStorage.getItem(LAST_AREA);
  } catch {
    return null;
  }
}

/** @param areaId null: the tab has no kept log open */
export function rememberArea(areaId: string | null): void {
  try {
    if (areaId === null) sessionStorage.removeItem(LAST_AREA);
    else sessionStorage.setItem(LAST_AREA, areaId);
  } catch {
    // not remembered
  }
}
