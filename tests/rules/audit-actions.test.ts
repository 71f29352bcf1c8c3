import { expect, test } from 'vitest';
import { CLIENT_ACTIONS } from '$lib/api/contracts/audit';
import { auditActions } from '$lib/i18n/en/audit-actions';
import { filesUnder, textOf } from './tree';

/** Actions that are put together from a state; what they come to. */
const MADE: Readonly<Record<string, readonly string[]>> = { 'area.${state}': ['area.archived', 'area.deleted'] };

/** The codes in the text of one file that says what was done: after `action:` or `action =`, to the end of the statement's line. */
function actionsIn(text: string): string[] {
  return [...text.matchAll(/\baction(?:: | = )([^\n]*(?:\n\s+[?:][^\n]*)*)/g)].flatMap(([, said]) =>
    [...said!.matchAll(/['`]([a-z-]+\.[a-z$.{}-]+)['`]/g)].map(([, code]) => code!)
  );
}

test('every act that is recorded has words', () => {
  const files = [...filesUnder('src/lib/server'), ...filesUnder('src/routes')].filter((path) => /(?<!\.test)\.ts$/.test(path));
  const used = files.flatMap((path) => actionsIn(textOf(path)).map((code) => ({ path, code })));
  expect(used.length).toBeGreaterThan(30);
  const wordless = used.flatMap(({ path, code }) =>
    (MADE[code] ?? [code]).filter((each) => !(each in auditActions)).map((each) => `${path}: ${each}`)
  );
  expect(wordless).toEqual([]);
  expect(CLIENT_ACTIONS.filter((code) => !(code in auditActions))).toEqual([]);
});

test('the rule reads codes wherever they are said', () => {
  expect(actionsIn("tx.audit(actor, { action: 'a.done', target })")).toEqual(['a.done']);
  expect(actionsIn("const action = isBack ? 'a.back' : state === 'active' ? 'a.out' : `area.${state}`;")).toEqual([
    'a.back',
    'a.out',
    'area.${state}'
  ]);
  expect(actionsIn("action: isAll\n      ? 'a.all'\n      : 'a.one',")).toEqual(['a.all', 'a.one']);
});
