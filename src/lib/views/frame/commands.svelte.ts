import { getContext, setContext, untrack } from 'svelte';
import type { Messages } from '$lib/i18n/messages';

/** An act that the palette lists and a key may start. */
export interface Command {
  /** unique; `view.act` */
  readonly id: string;
  /** its words, made from either language's messages: the palette finds a command by both */
  readonly label: (t: Messages) => string;
  /** a key binding as tinykeys writes it: `p`, `Shift+T`, `$mod+KeyK`. Single keys do nothing while someone types. */
  readonly key?: string;
  /** not offered, and its key does nothing, while false */
  readonly enabled?: () => boolean;
  /** works by its key, but is not worth a line in the palette */
  readonly unlisted?: boolean;
  readonly run: () => void;
}

/** The commands of all components on the page. Given by context. */
export class Commands {
  #groups = $state.raw<readonly (() => readonly Command[])[]>([]);

  /** Everything that can be done now, in the order of registration. */
  get all(): readonly Command[] {
    return this.#groups.flatMap((group) => group());
  }

  /** @returns ends the registration */
  add(group: () => readonly Command[]): () => void {
    this.#groups = untrack(() => [...this.#groups, group]);
    return () => (this.#groups = untrack(() => this.#groups.filter((other) => other !== group)));
  }
}

const KEY = Symbol('commands');

export function setCommands(commands: Commands): Commands {
  return setContext(KEY, commands);
}

export function getCommands(): Commands {
  return getContext<Commands>(KEY);
}

/** Register commands for as long as the component lives. Call while it starts; `group` is read reactively. */
export function useCommands(group: () => readonly Command[]): void {
  const commands = getCommands();
  $effect.pre(() => commands.add(group));
}
