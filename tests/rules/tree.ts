/** Files of the repository, for the rules to look at. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** the repository's root, without a slash at its end */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** All files below a folder, as paths from the root, sorted; none if it does not exist. */
export function filesUnder(folder: string, root = ROOT): string[] {
  if (!existsSync(`${root}/${folder}`)) return [];
  return readdirSync(`${root}/${folder}`, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      return entry.isDirectory() ? filesUnder(path, root) : [path];
    });
}

/** The folders directly in a folder. */
export function foldersIn(folder: string, root = ROOT): string[] {
  if (!existsSync(`${root}/${folder}`)) return [];
  return readdirSync(`${root}/${folder}`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

export function textOf(path: string, root = ROOT): string {
  return readFileSync(`${root}/${path}`, 'utf8');
}

/** Number of lines of a text that ends in a line break. */
export function linesOf(path: string): number {
  return textOf(path).replace(/\n$/, '').split('\n').length;
}
