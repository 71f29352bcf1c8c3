import { getContext, setContext } from 'svelte';
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
  /** its key belongs to a text field or a dialog while one has the focus; always so for single keys */
  readonly yields?: boolean;
  readonly run: () => void;
}

/** The commands of all components on the page. Given by context. */
export class Commands {
  // A teardown reads state as it was before the update that ends it, so a list in $state would lose what another page just added.
  #groups: readonly (() => readonly Command[])[] = [];
  #changes = 0;
  #version = $state(0);

  /** Everything that can be done now, in the order of registration. */
  get all(): readonly Command[] {
    void this.#version;
    return this.#groups.flatMap((group) => group());
  }

  /** @returns ends the registration */
  add(group: () => readonly Command[]): () => void {
    this.#keep([...this.#groups, group]);
    return () => this.#keep(this.#groups.filter((other) => other !== group));
  }

  #keep(groups: readonly (() => readonly Command[])[]): void {
    this.#groups = groups;
    this.#version = ++this.#changes;
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
