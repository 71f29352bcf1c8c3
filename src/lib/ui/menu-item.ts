/** One line of a `Menu`. */
export interface MenuItem {
  readonly id: string;
  readonly label: string;
  /** a shortcut or a figure at the right */
  readonly hint?: string;
  readonly disabled?: boolean;
  /** for choices: a mark before the one that is on */
  readonly checked?: boolean;
  /** a line above it */
  readonly divided?: boolean;
  readonly testid?: string;
  readonly select: () => void;
}
