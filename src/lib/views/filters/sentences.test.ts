import { describe, expect, test } from 'vitest';
import { LANGUAGES, messages } from '$lib/i18n/messages';
import type { LogColumnSummary } from '$lib/model/analysis';
import { ALL } from './one-of-each.fixture';
import { sentenceContext, sentenceOf } from './sentences';

const column = (name: string, type: LogColumnSummary['type']): LogColumnSummary => ({
  index: 0,
  name,
  role: 'attribute',
  type,
  scope: 'event',
  distinct: 3
});
const summary = { timeZone: 'UTC', columns: [column('Amount', 'number'), column('Due', 'time')] };
const contextOf = (code: 'en' | 'ja') => sentenceContext(messages[code], summary);
const told = (code: 'en' | 'ja') => Object.fromEntries(ALL.map((clause) => [clause.id, sentenceOf(clause, contextOf(code))]));
const turned = (code: 'en' | 'ja') =>
  Object.fromEntries(ALL.map((clause) => [clause.id, sentenceOf({ ...clause, negated: true }, contextOf(code))]));

describe.each(LANGUAGES)('%s', (code) => {
  test('every kind has a sentence, and another when it is turned round', () => {
    const [plain, negated] = [told(code), turned(code)];
    for (const { id } of ALL) {
      expect(plain[id]).not.toMatch(/undefined|NaN|\[object/);
      expect(plain[id]).not.toBe('');
      expect(negated[id]).not.toBe(plain[id]);
    }
    expect(new Set(Object.values(plain)).size).toBe(ALL.length);
  });
});

test('in English', () => {
  expect(told('en')).toMatchObject({
    a1: 'With 受注',
    a2: 'Starts with 受注 or 2 more',
    a4: 'Nothing but 受注 or Pay',
    f1: 'A → B',
    f2: 'A, later B, after 2 h – 3 d',
    f4: 'A, later B, same who',
    t1: 'Started 1970-01-01 00:00 – 1970-01-02 00:00',
    v1: 'Region is East or (empty)',
    v2: 'Region is always East',
    r1: 'Amount 1,000 – 2,500.5',
    r2: 'Due at most 1970-01-02 00:00 at last',
    m1: 'Case duration at least 3 d',
    m2: 'Events 2 – 5',
    w1: 'With repeated activities',
    w2: 'Back to Check, at least 3 times',
    c1: 'Completed, by Pay',
    l1: 'Case 4711',
    l2: '2 listed cases',
    o2: 'The 1,000 cases with the least: Case duration',
    g1: 'Frequent variants, 80% of cases',
    s1: 'Variant A → B',
    s3: 'Team: Variant North → (empty)',
    q1: 'SQL: amount > 5',
    p1: 'With A or (With B and Without C)',
    e1: 'Only events of A',
    k1: 'Only from A to the last B',
    k2: 'Only up to B'
  });
  expect(turned('en')).toMatchObject({ a1: 'Without 受注', f1: 'Never A → B', c1: 'Still running, not ended by Pay' });
});

test('in Japanese', () => {
  expect(told('ja')).toMatchObject({
    a1: '受注 を含む',
    a2: '受注 ほか2件 で始まる',
    f2: 'A より後に B（2時間～3日）',
    v1: 'Region が East または （空）',
    r2: 'Due が 1970/01/02 00:00 以下（最後のイベント）',
    m1: 'ケース時間が3日以上',
    s3: 'Team：バリアント North → （空）',
    p1: 'A を含む または （B を含む かつ C を含まない）',
    k1: 'A から最後の B までだけ'
  });
  expect(turned('ja')).toMatchObject({ a1: '受注 を含まない', c2: '完了（Pay で終わる）', w1: '活動の繰り返しなし' });
});
