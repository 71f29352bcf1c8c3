import type { Account } from './account.svelte';
import { readStored, writeStored } from './browser-storage';

/** what the service said last: without a network it still holds */
const STORED = 'guests-off';
/** where somebody without an account has to get all the same */
const OPEN = ['/login', '/activate', '/contact', '/set-up', '/notices'];

/** Whether the operator allows accounts only, and nobody is signed in here. */
export function guestsAreRefused({ me, service }: Pick<Account, 'me' | 'service'>, pathname: string): boolean {
  if (service) writeStored('localStorage', STORED, service.guests ? null : '1');
  const isOff = service ? !service.guests : readStored('localStorage', STORED) !== null;
  return isOff && me?.stage !== 'active' && !OPEN.includes(pathname);
}
