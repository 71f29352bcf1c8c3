/** dependency-cruiser's run over a tree laid out as ours, by our rules. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, posix } from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IFlattenedRuleSet } from 'dependency-cruiser';
import { filesUnder } from './tree';

interface Config {
  readonly ROOMS: Readonly<Record<string, readonly string[]>>;
  readonly ENGINE_DOORS: string;
  readonly PAGE_SIDE: string;
  readonly TESTS: string;
  readonly forbidden: IFlattenedRuleSet['forbidden'];
  readonly options: ICruiseOptions;
}

export const CONFIG = createRequire(import.meta.url)('../config/dependency-cruiser.cjs') as Config;

/** `rule: from -> to` */
export type Violation = string;

/** The room of a file by its path from the root, e.g. `src/lib/kernel/x.ts` -> `kernel`. */
export function roomOf(path: string): string | undefined {
  return /^src\/lib\/([^/]+)\//.exec(path)?.[1] ?? (path.startsWith('src/routes/') ? 'routes' : undefined);
}

/** What dependency-cruiser finds under `root`/src. */
export async function cruiseTree(root: string): Promise<{ result: ICruiseResult; violations: Violation[] }> {
  const { output } = await cruise(
    ['src'],
    { ...CONFIG.options, baseDir: root, validate: true, ruleSet: { forbidden: CONFIG.forbidden } },
    { alias: { $lib: `${root}/src/lib` }, exportsFields: ['exports'], conditionNames: ['svelte', 'import', 'types', 'default'] }
  );
  const result = output as ICruiseResult;
  const violations = result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
  return { result, violations };
}

/** The modules that are no tests. */
const programOf = (result: ICruiseResult) => result.modules.filter(({ source }) => !new RegExp(CONFIG.TESTS).test(source));

/** Imports by `../` out of one room into another: those go by `$lib/<room>`. */
export function relativeAcrossRooms(result: ICruiseResult): Violation[] {
  return programOf(result).flatMap(({ source, dependencies }) =>
    dependencies
      .filter(({ module, couldNotResolve }) => !couldNotResolve && module.startsWith('.'))
      .filter(({ resolved }) => ![undefined, roomOf(source)].includes(roomOf(resolved)))
      .map(({ resolved }) => `relative-across-rooms: ${source} -> ${resolved}`)
  );
}

const IMPORT = /\b(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;

/** The specifiers that a component's scripts import, types too. */
export function importsOf(component: string): string[] {
  const scripts = [...component.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1]!);
  return scripts.flatMap((script) => [...script.matchAll(IMPORT)].map((match) => (match[1] ?? match[2])!));
}

/** Where a specifier of a component leads, as a path from the root; undefined for packages. */
function targetOf(from: string, specifier: string): string | undefined {
  if (specifier.startsWith('$lib/')) return specifier.replace('$lib/', 'src/lib/');
  return specifier.startsWith('.') ? posix.join(dirname(from), specifier) : undefined;
}

/** The rooms' rules on the components' own text, which still has the type imports. */
export function componentViolations(root: string): Violation[] {
  const found: Violation[] = [];
  for (const path of filesUnder('src', root).filter((name) => name.endsWith('.svelte'))) {
    const room = roomOf(path);
    const allowed = room === undefined ? undefined : CONFIG.ROOMS[room];
    if (room === undefined || !allowed) continue;
    for (const specifier of importsOf(readFileSync(`${root}/${path}`, 'utf8'))) {
      const target = targetOf(path, specifier);
      const targetRoom = target === undefined ? undefined : roomOf(target);
      if (target === undefined || targetRoom === undefined) continue;
      const door = new RegExp(CONFIG.ENGINE_DOORS).test(/\.ts$/.test(target) ? target : `${target}.ts`);
      const say = (rule: string): void => void found.push(`${rule}: ${path} -> ${target}`);
      if (targetRoom !== room && !allowed.includes(targetRoom)) say(`${room}-imports-only-its-own`);
      if (targetRoom !== room && specifier.startsWith('.')) say('relative-across-rooms');
      if (targetRoom === 'engine' && new RegExp(CONFIG.PAGE_SIDE).test(path) && !door) say('engine-by-its-doors');
      if (targetRoom === 'server') say('server-stays-on-the-server');
    }
  }
  return found;
}

/** Files that the program starts with: nothing imports them. */
const ENTRY =
  /^src\/(routes\/|hooks\.|app\.|service-worker)|-worker\.ts$|\/server\/http\/(listener|headers)\.ts$|-main\.ts$|\.d\.ts$|\.css$/;

/** Modules that nothing imports, by TypeScript or by a component's text. */
export function unusedModules(result: ICruiseResult, root: string): string[] {
  const used = new Set(programOf(result).flatMap(({ dependencies }) => dependencies.map(({ resolved }) => resolved)));
  for (const path of filesUnder('src', root).filter((name) => name.endsWith('.svelte'))) {
    for (const specifier of importsOf(readFileSync(`${root}/${path}`, 'utf8'))) {
      const target = targetOf(path, specifier);
      if (target === undefined) continue;
      for (const name of [target, `${target}.ts`, `${target}.svelte`, `${target}/index.ts`]) {
        if (existsSync(`${root}/${name}`)) used.add(name);
      }
    }
  }
  return programOf(result)
    .map(({ source }) => source)
    .filter((source) => source.startsWith('src/') && !ENTRY.test(source) && !used.has(source));
}

/** Modules that would be bundled with `from`, workers excepted: they are bundles of their own. */
export function bundledWith(from: readonly string[], result: ICruiseResult): string[] {
  const modules = new Map(result.modules.map((module) => [module.source, module.dependencies]));
  const reached = new Set(from);
  for (const source of reached) {
    for (const { module, resolved, dependencyTypes } of modules.get(source) ?? []) {
      const own = /[?&]worker\b/.test(module) || (dependencyTypes as string[]).includes('type-only');
      if (!own) reached.add(resolved);
    }
  }
  return [...reached].sort();
}
