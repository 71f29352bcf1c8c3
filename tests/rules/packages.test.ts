import { describe, expect, test } from 'vitest';
import { textOf } from './tree';

interface Manifest {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

const manifest = JSON.parse(textOf('package.json')) as Manifest & {
  readonly scripts: Record<string, string>;
  readonly overrides: Record<string, string>;
};
const locked = (JSON.parse(textOf('package-lock.json')) as { packages: Record<string, Manifest> }).packages;
const asked = { ...manifest.dependencies, ...manifest.devDependencies };

describe('package.json', () => {
  test('versions are exact', () => {
    const loose = Object.entries({ ...asked, ...manifest.overrides }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)
    );
    expect(loose).toEqual([]);
  });

  test('the commands of the README are there', () => {
    const wanted = 'start dev build check lint test test:e2e test:reference bench verify'.split(' ');
    expect(wanted.filter((name) => !manifest.scripts[name])).toEqual([]);
  });
});

describe('package-lock.json', () => {
  const entries = Object.entries(locked).filter(([path]) => path !== '');

  test('is in step with package.json', () => {
    expect(locked['']!.dependencies).toEqual(manifest.dependencies);
    expect(locked['']!.devDependencies).toEqual(manifest.devDependencies);
    expect(Object.entries(asked).filter(([name, version]) => locked[`node_modules/${name}`]?.version !== version)).toEqual([]);
  });

  test('everything comes from the registry, with its checksum', () => {
    const registry = (address = 'https://registry.npmjs.org/'): boolean => address.startsWith('https://registry.npmjs.org/');
    const strange = entries.filter(([, entry]) => !registry(entry.resolved) || !/^sha512-/.test(entry.integrity ?? ''));
    expect(strange.map(([path]) => path)).toEqual([]);
  });

  // `npm ci` refuses a lock from which npm has left out variants for platforms that it could not have
  test('no variant for another platform is left out', () => {
    const has = (path: string, name: string): boolean => {
      for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
        if (locked[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
        if (at === '') return false;
        if (!at.includes('/node_modules/')) at = '/node_modules/';
      }
    };
    const missing = entries.flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !has(path, name))
        .map((name) => `${path} -> ${name}`)
    );
    expect(entries.some(([, entry]) => entry.optionalDependencies)).toBe(true);
    expect(missing).toEqual([]);
  });
});
