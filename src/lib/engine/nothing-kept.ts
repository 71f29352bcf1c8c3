import { MiningError } from '$lib/model/errors';
import type { KeptLogs } from './protocol';

const refuse = (): Promise<never> => Promise.reject(new MiningError('vault-unavailable'));

/** Where nothing can be kept: logs live in this tab alone, and every call says so. */
export const NOTHING_KEPT: KeptLogs = {
  state: () => Promise.resolve({ durability: 'memory', why: 'no-opfs', locked: false, quotaBytes: 0, usedBytes: 0 }),
  areas: () => Promise.resolve([]),
  keep: refuse,
  open: refuse,
  rename: refuse,
  remove: refuse,
  notes: refuse,
  changeNotes: refuse,
  deviceText: () => Promise.resolve(null),
  putDeviceText: refuse,
  collectGarbage: () => Promise.resolve(0),
  exportBackup: refuse,
  importBackup: refuse,
  lock: () => Promise.resolve(),
  unlock: () => Promise.resolve(),
  onChange: () => () => {}
};
