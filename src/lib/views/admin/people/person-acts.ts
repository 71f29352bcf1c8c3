import { call } from '$lib/api/client';
import { personEnable, personUnlock, type Person } from '$lib/api/contracts/people';

/** What may be done with an account from its row; all but the last two ask first. */
export type PersonAct = 'edit' | 'disable' | 'delete' | 'leave' | 'restore' | 'reset' | 'resetFactor' | 'enable' | 'unlock';

/** What fits the state that an account is in, in the order of the menu. */
export function actsOn({ state, secondFactor, locked }: Person): readonly PersonAct[] {
  if (state === 'left') return ['restore', 'delete'];
  const isOff = state === 'disabled';
  return [
    'edit',
    ...(isOff ? [] : (['reset'] as const)),
    ...(secondFactor ? (['resetFactor'] as const) : []),
    ...(locked ? (['unlock'] as const) : []),
    isOff ? 'enable' : 'disable',
    'leave',
    'delete'
  ];
}

/** What is done without asking. @throws ServiceError as the service refused */
export const doNow = (act: 'enable' | 'unlock', { accountId, version }: Person): Promise<Person> =>
  act === 'enable'
    ? call(personEnable, { params: { accountId }, body: { version } })
    : call(personUnlock, { params: { accountId } });
