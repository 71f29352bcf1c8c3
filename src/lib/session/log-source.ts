/** Where a log came from: what to ask for when someone else opens a link to it. */
export interface LogSource {
  /** names of the files */
  readonly files: readonly string[];
  /** the bundled sample it is; null for files of the user's */
  readonly sample: { readonly url: string; readonly name: string; readonly timeZone: string } | null;
}
