import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PYTHON = fileURLToPath(new URL('../../../.cache/py/bin/python', import.meta.url));
const SCRIPT = fileURLToPath(new URL('./pm4py-counts.py', import.meta.url));

/** The outside oracle is there: the set-up (`tests/setup/pm4py.mjs`) could install it. */
export const hasPm4py = existsSync(PYTHON);

export interface OracleCounts {
  readonly cases: number;
  readonly events: number;
  readonly activities: number;
  readonly variants: number;
  /** directly-follows edges and their counts, summed */
  readonly edges: number;
  readonly pairs: number;
}

/** What pm4py counts in a file that we wrote. @param columns of a CSV: case, activity, time */
export function pm4pyCounts(path: string, columns: readonly string[] = []): OracleCounts {
  return JSON.parse(
    execFileSync(PYTHON, [SCRIPT, path, ...columns], {
      encoding: 'utf8',
      // its greetings; what it failed with is in the error
      stdio: ['ignore', 'pipe', 'pipe']
    })
  ) as OracleCounts;
}
