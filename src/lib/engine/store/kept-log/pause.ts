/** Steps of a loop between two pauses: a few milliseconds of work. */
export const STEPS = 1 << 18;

/** Let other messages be answered first: a log is written in the background while analyses go on. */
export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
