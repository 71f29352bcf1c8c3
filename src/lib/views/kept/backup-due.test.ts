import { expect, test } from 'vitest';
import type { KeptArea } from '$lib/model/vault';
import { isBackupDue, isReminderSilent } from './backup-due';

const DAY = 86_400_000;

function area(importedUtcMs: number, backupUtcMs: number | null): KeptArea {
  const card = { name: '', cases: 1, events: 1, variants: 1, firstUtcMs: 0, lastUtcMs: 0, columns: [], hash: '' };
  return { areaId: 'a', version: 1, sizeBytes: 1, fault: null, card: { ...card, importedUtcMs, backupUtcMs } };
}

test.each([
  ['imported today', area(100 * DAY, null), false],
  ['never backed up', area(98 * DAY, null), true],
  ['backed up', area(0, 80 * DAY), false],
  ['backed up long ago', area(0, 60 * DAY), true],
  ['of a clock that is ahead', area(300 * DAY, 300 * DAY), false],
  ['unreadable', { ...area(0, null), card: null }, false]
])('a log that was %s', (_, kept, due) => {
  expect(isBackupDue(kept, 100.5 * DAY)).toBe(due);
});

test('where the browser keeps nothing the reminder is not silent', () => {
  expect(isReminderSilent(0)).toBe(false);
});
