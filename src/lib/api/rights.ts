import type { Role } from './shapes';

/**
 * What a user may do in a process area, each including those before it.
 *
 * [Note: Rights] The right of a user is the highest of what was granted to the account and to its groups; the owner's is `manage`. A role bounds it:
 * viewers and auditors get `view` at most, whatever was granted. A tenant's administrators see every area listed and administer it (access, label,
 * archive, owner, deletion), but that gives them no right to what is in it: to get one they must grant it, and the audit tells.
 *
 * | act | who |
 * |---|---|
 * | see the area, its label and who has access | view, administrators |
 * | rename, describe | edit, administrators |
 * | label, grant and revoke, archive | manage, administrators |
 * | transfer, delete, take the deletion back | the owner (whose role is not bounded), administrators |
 *
 * To everybody else the area is not there (404). An archived area is read, given and taken, but not renamed, described or labelled; of a deleted
 * one only the deletion can be taken back, for 30 days.
 */
export const RIGHTS = ['view', 'analyse', 'edit', 'manage'] as const;
export type Right = (typeof RIGHTS)[number];

export const AREA_STATES = ['active', 'archived', 'deleted'] as const;
export type AreaState = (typeof AREA_STATES)[number];

/** How long the deletion of an area can be taken back. */
export const AREA_UNDO_DAYS = 30;

/** The most that a role can be given. See [Note: Rights]. */
export const RIGHT_BOUND: Readonly<Record<Role, Right>> = { admin: 'manage', analyst: 'manage', viewer: 'view', auditor: 'view' };

/** Whether somebody of a role can own areas, and make some. */
export const mayOwnAreas = (role: Role): boolean => RIGHT_BOUND[role] === 'manage';

/** 1 = view ... 4 = manage; 0 = none. */
export const rankOf = (right: Right | null): number => (right === null ? 0 : RIGHTS.indexOf(right) + 1);

/** What one may do to an area. See [Note: Rights]. */
export type AreaAct = 'see' | 'describe' | 'manage' | 'own';

/** Whether somebody may. */
export function mayDo(act: AreaAct, right: Right | null, isOwner: boolean, role: Role): boolean {
  if (role === 'admin') return true;
  if (act === 'own') return isOwner && right === 'manage';
  return rankOf(right) >= { see: 1, describe: 3, manage: 4 }[act];
}
