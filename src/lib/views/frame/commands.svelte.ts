import { getContext, setContext } from 'svelte';
import type { Messages } from '$lib/i18n/messages';
import type { KeyChoices } from '$lib/session/settings.svelte';

/** An act that the palette lists and a key may start. */
export interface Command {
  /** unique; `view.act` */
  readonly id: string;
  /** its words, made from either language's messages: the palette finds a command by both */
  readonly label: (t: Messages) => string;
  /** a key binding as tinykeys writes it: `p`, `Shift+T`, `$mod+KeyK`. Single keys do nothing while someone types. */
  readonly key?: string | undefined;
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

  /** @param keys the user's choices, by the id of the command; read reactively */
  constructor(private readonly keys: () => KeyChoices) {}

  /** Everything that can be done now, in the order of registration, with the keys that the user has chosen. */
  get all(): readonly Command[] {
    void this.#version;
    const chosen = this.keys();
    return this.#groups
      .flatMap((group) => group())
      .map((command) => {
        const key = chosen[command.id];
        return key === undefined ? command : { ...command, key: key === '' ? undefined : key };
      });
  }

  /** The key of a command that can be run now; undefined where it has none. */
  keyOf(id: string): string | undefined {
    return this.all.find((command) => command.id === id)?.key;
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
