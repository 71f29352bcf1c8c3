import { expect, test } from 'vitest';
import { settingsTable } from '$lib/server/config/config';
import { textOf } from './tree';

/** A table's cells, whatever Prettier made of the spaces. */
const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

const heading = '### Settings';

test("the README's table of settings is the program's", () => {
  const section =
    textOf('README.md')
      .split(heading)[1]
      ?.split(/\n#{2,3} /)[0] ?? '';
  const rows = section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map(cellsOf);
  const wanted = settingsTable().map(([name, standard, means]) => [`\`${name}\``, standard, means]);
  expect(rows).toEqual(wanted);
});
