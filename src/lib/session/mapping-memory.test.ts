import { describe, expect, test } from 'vitest';
import { MiningError } from '$lib/model/errors';
import type { ColumnDraft, ImportDraft } from '$lib/model/import';
import type { TimeFormat } from '$lib/model/log';
import { headerKey, proposedPlan, withRole } from './import-plan';
import { applyMapping, mappingOf, MappingMemory } from './mapping-memory';

const DAY_FIRST: TimeFormat = { pattern: 'dd/MM/yyyy HH:mm', zoned: false };
const MONTH_FIRST: TimeFormat = { pattern: 'MM/dd/yyyy HH:mm', zoned: false };

function column(index: number, name: string, part: Partial<ColumnDraft> = {}): ColumnDraft {
  const none = {
    scope: 'event',
    samples: [],
    rows: 10,
    distinct: 5,
    empty: 0,
    type: 'text',
    role: 'attribute',
    format: null,
    evidence: null
  } as const;
  return { ...none, index, name, ...part };
}

function draftOf(columns: readonly ColumnDraft[]): ImportDraft {
  return {
    name: 'log',
    kind: 'text',
    files: [],
    dialect: null,
    columns,
    rows: 10,
    complete: true,
    preview: [],
    needsZone: true,
    lifecycle: null,
    raggedRows: 0
  };
}

const time = (format: TimeFormat | null, ambiguous: boolean): Partial<ColumnDraft> => ({
  type: 'time',
  role: 'timestamp',
  format,
  evidence: { readable: 1, ambiguous, alternative: null, decidedBy: [], decidingRows: 0 }
});
const threeColumns = (part: Partial<ColumnDraft>): ImportDraft =>
  draftOf([column(0, 'order', { role: 'case' }), column(1, 'step', { role: 'activity' }), column(2, 'when', part)]);

describe('a remembered mapping', () => {
  const first = threeColumns(time(DAY_FIRST, false));
  const chosen = withRole({ ...proposedPlan(first, 'Asia/Tokyo'), caseColumns: [0, 1] }, 1, 'resource');
  const mapping = mappingOf(first, chosen, 5);

  test('gives the roles back by name, whatever the order of the columns', () => {
    const later = draftOf([column(0, 'when', time(DAY_FIRST, false)), column(1, 'step'), column(2, 'order')]);
    const plan = applyMapping(proposedPlan(later, 'UTC'), later, mapping);
    expect(plan.columns.map(({ name, role }) => [name, role])).toEqual([
      ['when', 'timestamp'],
      ['step', 'resource'],
      ['order', 'case']
    ]);
    expect(plan.caseColumns[0]).toBe(2);
    expect(plan.timeZone).toBe('Asia/Tokyo');
    expect(headerKey(later.columns)).toBe(mapping.header);
  });

  test('yields to what the file proves about its times, and decides what it leaves open', () => {
    const formatIn = (part: Partial<ColumnDraft>, overProof = false): TimeFormat | null => {
      const draft = threeColumns(part);
      return applyMapping(proposedPlan(draft, 'UTC'), draft, mapping, overProof).columns[2]!.format;
    };
    expect(formatIn(time(MONTH_FIRST, false))).toEqual(MONTH_FIRST);
    expect(formatIn(time(MONTH_FIRST, true))).toEqual(DAY_FIRST);
    expect(formatIn({ ...time(null, false), evidence: null })).toEqual(DAY_FIRST);
    expect(formatIn(time(MONTH_FIRST, false), true)).toEqual(DAY_FIRST);
  });

  test('holds names, roles, types and formats, and no value of the log', () => {
    const draft = draftOf([column(0, 'order', { role: 'case', samples: ['SECRET-1'] })]);
    expect(JSON.stringify(mappingOf(draft, proposedPlan(draft, 'UTC'), 0))).not.toContain('SECRET');
  });
});

describe('the memory', () => {
  const draft = threeColumns(time(DAY_FIRST, false));
  const plan = proposedPlan(draft, 'UTC');
  /** The vault's texts, as another tab sees them as well. */
  function vault(stored: Record<string, string> = {}) {
    return {
      stored,
      deviceText: (name: string) => Promise.resolve(stored[name] ?? null),
      putDeviceText: (name: string, value: string) => Promise.resolve(void (stored[name] = value))
    };
  }

  test('gives a later tab what was remembered, the newest of a header', async () => {
    const kept = vault();
    const first = new MappingMemory(kept);
    await first.remember(draft, plan, 1);
    await first.remember(draft, { ...plan, timeZone: 'Asia/Tokyo' }, 2);
    const later = new MappingMemory(kept);
    const all = await later.recall();
    expect(all).toHaveLength(1);
    expect(later.find(draft, all)).toEqual(mappingOf(draft, { ...plan, timeZone: 'Asia/Tokyo' }, 2));
    expect(later.find(draftOf([column(0, 'other')]), all)).toBeUndefined();
  });

  test('keeps fifty, those of other tabs as well', async () => {
    const kept = vault();
    for (let at = 0; at < 60; at++) await new MappingMemory(kept).remember(draftOf([column(0, `c${at}`)]), plan, at);
    const all = await new MappingMemory(kept).recall();
    expect(all.map(({ savedUtcMs }) => savedUtcMs)).toEqual(Array.from({ length: 50 }, (_, at) => 59 - at));
  });

  test.each(['{', '{}', '[{"header":1}]'])('takes %j for nothing', async (text) => {
    expect(await new MappingMemory(vault({ mappings: text })).recall()).toEqual([]);
  });

  test('where nothing can be kept it lasts as long as the tab, or until the keys are dropped', async () => {
    const refuse = () => Promise.reject(new MiningError('vault-locked'));
    const memory = new MappingMemory({ deviceText: refuse, putDeviceText: refuse });
    await memory.remember(draft, plan, 1);
    expect(await memory.recall()).toHaveLength(1);
    memory.forget();
    expect(await memory.recall()).toEqual([]);
  });
});
