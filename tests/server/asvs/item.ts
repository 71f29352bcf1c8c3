/** A test of this repository: the file, and how its title begins. */
export interface Proof {
  readonly file: string;
  readonly test: string;
}

/** How an item stands: shown by tests, met or not met for a written reason, or open. */
export type Standing =
  | { readonly kind: 'shown'; readonly by: readonly Proof[] }
  | { readonly kind: 'reason'; readonly why: string }
  | { readonly kind: 'open'; readonly what: string };

/** An item of the standard. */
export interface Item {
  /** `6.2.1` */
  readonly number: string;
  readonly level: 1 | 2 | 3;
  readonly asks: string;
  readonly standing: Standing;
}

/** `'sign-in: a password signs in'`: a file of tests/server (or a path), and how the test's title begins. */
export function shown(...proofs: readonly string[]): Standing {
  return {
    kind: 'shown',
    by: proofs.map((text) => {
      const [file, test] = text.split(/: (.*)/s) as [string, string];
      return { file: file.endsWith('.ts') ? file : `tests/server/${file}.test.ts`, test };
    })
  };
}

export const reason = (why: string): Standing => ({ kind: 'reason', why });
export const open = (what: string): Standing => ({ kind: 'open', what });
export const item = (number: string, level: Item['level'], asks: string, standing: Standing): Item => ({
  number,
  level,
  asks,
  standing
});
