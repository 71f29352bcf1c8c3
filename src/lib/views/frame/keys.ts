import type { Command } from './commands.svelte';

const TYPED_INTO =
  'textarea, select, [contenteditable=""], [contenteditable="true"], input:not([type=range], [type=checkbox], [type=radio], [type=button], [type=file])';

/** Bindings for tinykeys. Keys without Ctrl or Cmd, and those that yield, do nothing while someone types, composes, or a dialog is open. */
export function bindingsOf(commands: readonly Command[], singleKeys: boolean): Record<string, (event: KeyboardEvent) => void> {
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const { key, enabled, yields = false, run } of commands) {
    if (key === undefined) continue;
    const isSingle = !key.includes('$mod');
    if (isSingle && !singleKeys) continue;
    bindings[key] = (event) => {
      if (event.isComposing || event.defaultPrevented || enabled?.() === false) return;
      if ((isSingle || yields) && document.querySelector('dialog[open]')) return;
      // a select takes letters, but knows no undo of its own
      if (isTypedInto(event.target) && (isSingle || (yields && !(event.target instanceof HTMLSelectElement)))) return;
      event.preventDefault();
      run();
    };
  }
  return bindings;
}

function isTypedInto(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPED_INTO) !== null;
}

/** A binding as people read it: `$mod+KeyK` is Ctrl K (⌘ K on a Mac), `Shift+?` is ?. */
export function keyWords(key: string): string {
  const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
  return key
    .replace('$mod+', isMac ? '⌘ ' : 'Ctrl ')
    .replace(/Shift\+(?=[^A-Za-z])/, '')
    .replace('Shift+', 'Shift ')
    .replace(/Key([A-Z])/, '$1')
    .replace(/^[a-z]$/, (letter) => letter.toUpperCase());
}
