import { expect, test } from 'vitest';
import { History, type Act, type FoundArea } from './kill-history';

/** The judge of the kills is itself judged: each of these must not pass. */
const EXPECTED = { small: { step: 's1', clerk: 's2' }, large: { step: 'l1', clerk: 'l2' } };
const IMPORTED: Act = { kind: 'import', log: 'small', token: 't0' };
const FOUND: FoundArea = { areaId: 'a', version: 1, fault: null, sizeBytes: 9, name: 'small', notes: ['t0'], whole: 's1' };

function afterImport(...acts: readonly (readonly [Act, version?: number])[]): History {
  const history = new History(EXPECTED);
  for (const [act, version] of [[IMPORTED, 1] as const, ...acts]) {
    history.asked(act);
    if (version !== undefined) history.acknowledged(act, { areaId: 'a', version });
  }
  return history;
}

test('what was acknowledged and is there passes, as does what had no answer, done or not', () => {
  expect(afterImport().settle([FOUND])).toEqual([]);
  const save: Act = { kind: 'save', areaId: 'a', token: 't1' };
  expect(afterImport([save, 2]).settle([{ ...FOUND, version: 2, notes: ['t0', 't1'] }])).toEqual([]);
  expect(afterImport([save]).settle([FOUND])).toEqual([]);
  expect(afterImport([save]).settle([{ ...FOUND, version: 2, notes: ['t0', 't1'] }])).toEqual([]);
  const reshape: Act = { kind: 'reshape', areaId: 'a', shape: 'clerk' };
  expect(afterImport([reshape]).settle([{ ...FOUND, whole: 's2' }])).toEqual([]);
  expect(afterImport([{ kind: 'remove', areaId: 'a' }]).settle([])).toEqual([]);
  const history = afterImport([{ kind: 'import', log: 'large', token: 't2' }]);
  expect(history.settle([FOUND, { ...FOUND, areaId: 'b', name: 'large', notes: ['t2'], whole: 'l1' }])).toEqual([]);
  expect(history.areaIds).toEqual(['a', 'b']);
});

test.each<[string, History, readonly FoundArea[], RegExp]>([
  ['an area lost', afterImport(), [], /is lost/],
  ['a fault', afterImport(), [{ ...FOUND, fault: 'damaged' }], /is damaged/],
  ['a torn log', afterImport(), [{ ...FOUND, whole: 'x' }], /another one/],
  ['a log of another', afterImport(), [{ ...FOUND, whole: 'l1' }], /another one/],
  [
    'a save lost',
    afterImport([{ kind: 'save', areaId: 'a', token: 't1' }, 2]),
    [{ ...FOUND, version: 2 }],
    /t1 was acknowledged/
  ],
  ['a note of nowhere', afterImport(), [{ ...FOUND, notes: ['t0', 't9'] }], /t9 was never/],
  ['a rename lost', afterImport([{ kind: 'rename', areaId: 'a', token: 'n' }, 2]), [{ ...FOUND, version: 2 }], /not called n/],
  [
    'an earlier rename in force',
    afterImport([{ kind: 'rename', areaId: 'a', token: 'm' }, 3], [{ kind: 'rename', areaId: 'a', token: 'n' }, 2]),
    [{ ...FOUND, version: 2, name: 'm' }],
    /version 3/
  ],
  ['a shape lost', afterImport([{ kind: 'reshape', areaId: 'a', shape: 'clerk' }, 2]), [{ ...FOUND, version: 2 }], /not clerk/],
  ['a removed area back', afterImport([{ kind: 'remove', areaId: 'a' }, 2]), [FOUND], /came back/],
  ['an area of nowhere', afterImport(), [FOUND, { ...FOUND, areaId: 'b', notes: ['t9'] }], /never asked/]
])('%s does not', (_, history, found, why) => {
  expect(history.settle(found).join()).toMatch(why);
});
