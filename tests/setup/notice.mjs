/** Write NOTICE: `node tests/setup/notice.mjs`, after any change of dependencies. `tests/rules/licences.test.ts` compares. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EMBEDDED, licenceText, shippedPackages } from './licences.mjs';
import { ROOT } from './run.mjs';

/** Licences whose texts are short enough to stand here, each as a package brings it. Apache-2.0 is in LICENSE. */
const TEXTS = /** @type {const} */ ([
  ['MIT', 'svelte'],
  ['ISC', '@lucide/svelte'],
  ['0BSD', 'tslib'],
  ['OFL-1.1', '@fontsource-variable/noto-sans-jp']
]);

const RULE = '-'.repeat(80);

/** @param {string} text of a licence @returns {string[]} whose work it is; Arrow's, which collects those of many, stands in its NOTICE */
function copyrights(text) {
  if (text.length > 50_000) return [];
  const lines = text
    .split('\n')
    .filter((line) => /^\W*(Copyright|\u00a9)\s/.test(line) && !/\[yyyy\]|Copyright (License|Holder)/i.test(line));
  return [...new Set(lines.map((line) => line.replace(/^[^\w\u00a9]+/, '').trim()))];
}

/** @param {string} folder of a package @returns {string[]} the lines of its own NOTICE, which Apache-2.0 section 4(d) asks to pass on */
function ownNotice(folder) {
  const file = ['NOTICE', 'NOTICE.txt', 'NOTICE.md'].map((name) => join(folder, name)).find(existsSync);
  return file === undefined ? [] : readFileSync(file, 'utf8').trim().split(/\r?\n/);
}

/** @returns {string} NOTICE, as it should be for what is installed */
export function noticeText() {
  const packages = shippedPackages();
  const embedded = EMBEDDED.map(({ name, inside, licence, by, home, note }) =>
    [`${name} - ${licence} - inside ${inside}`, `  ${by}`, `  ${home}`, ...(note ? [`  ${note}`] : [])].join('\n')
  );
  const listed = packages.map(({ name, version, licence, home, folder }) => {
    const lines = [...copyrights(licenceText(folder)), home, ...ownNotice(folder)];
    return [
      `${name} ${version} - ${licence}`,
      ...lines.map((line) => `  ${line}`.trimEnd()).filter((line, at) => line || at > 0)
    ].join('\n');
  });
  const texts = TEXTS.flatMap(([licence, from]) => {
    const found = packages.find(({ name }) => name === from);
    return found ? [`${RULE}\n${licence}, as in ${from}\n${RULE}\n${licenceText(found.folder)}`] : [];
  });
  return `Kiseki
Copyright 2026 The Kiseki authors

Licensed under the Apache License, Version 2.0; see LICENSE.
Kiseki is shipped with the works below. Written by tests/setup/notice.mjs.

${RULE}
Compiled into packages
${RULE}
${embedded.join('\n\n')}

${RULE}
Packages
${RULE}
${[...new Set(listed)].join('\n\n')}

${texts.join('\n\n')}
`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(join(ROOT, 'NOTICE'), noticeText());
  console.log(`NOTICE: ${readFileSync(join(ROOT, 'NOTICE'), 'utf8').split('\n').length} lines`);
}
