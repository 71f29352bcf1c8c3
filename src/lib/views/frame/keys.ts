import type { Command } from './commands.svelte';

const TYPED_INTO =
  'textarea, select, [contenteditable=""], [contenteditable="true"], input:not([type=range], [type=checkbox], [type=radio], [type=button], [type=file])';

/**
 * Bindings for tinykeys. Keys without Ctrl or Cmd, and those that yield, do nothing while someone types, composes, or a dialog is open.
 * Where commands share a key, the one registered last that can be run now has it.
 */
export function bindingsOf(commands: readonly Command[], singleKeys: boolean): Record<string, (event: KeyboardEvent) => void> {
  const byKey = new Map<string, Command[]>();
  for (const command of commands) {
    if (command.key === undefined || (isSingle(command.key) && !singleKeys)) continue;
    const sharing = byKey.get(command.key);
    if (sharing) sharing.unshift(command);
    else byKey.set(command.key, [command]);
  }
  const bound = [...byKey].map(([key, sharing]) => {
    const run = (event: KeyboardEvent): void => {
      if (event.isComposing || event.defaultPrevented) return;
      const command = sharing.find(({ enabled }) => enabled?.() !== false);
      if (!command || isTakenBy(event.target, isSingle(key), command.yields ?? false)) return;
      event.preventDefault();
      command.run();
    };
    return [key, run] as const;
  });
  return Object.fromEntries(bound);
}

/** A key without Ctrl or Cmd. */
function isSingle(key: string): boolean {
  return !key.includes('$mod');
}

/** Whether a dialog or a field that has the focus takes the key for itself. */
function isTakenBy(target: EventTarget | null, single: boolean, yields: boolean): boolean {
  if ((single || yields) && document.querySelector('dialog[open]')) return true;
  // a select takes letters, but knows no undo of its own
  return isTypedInto(target) && (single || (yields && !(target instanceof HTMLSelectElement)));
}

const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'Dead', 'Process', 'Unidentified']);

/** A pressed key as a binding; undefined for a modifier alone, and for keys that move about in the page. */
export function bindingOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): string | undefined {
  if (MODIFIERS.has(key) || altKey || ['Tab', 'Enter', ' ', 'Escape'].includes(key) || key.startsWith('Arrow')) return undefined;
  if (ctrlKey || metaKey) return `$mod+${shiftKey ? 'Shift+' : ''}${code}`;
  if (key.length !== 1) return shiftKey ? `Shift+${key}` : key;
  return shiftKey ? `Shift+${key}` : key.toLowerCase();
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
