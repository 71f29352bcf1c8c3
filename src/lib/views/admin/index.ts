import type { Component } from 'svelte';
import type { Role } from '$lib/api/shapes';
import type { Messages } from '$lib/i18n/messages';
import Network from '@lucide/svelte/icons/network';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import KeyRound from '@lucide/svelte/icons/key-round';
import Scale from '@lucide/svelte/icons/scale';
import User from '@lucide/svelte/icons/user';
import UsersRound from '@lucide/svelte/icons/users-round';

/** A page of the administration: its address, its name, and whose it is. */
export interface AdminPage {
  readonly path: `/admin/${string}`;
  readonly title: (t: Messages) => string;
  readonly icon: Component;
  readonly roles: readonly Role[];
}

/** In the order of the rail. A page is a route `routes/admin/<name>` and a line here. */
export const ADMIN_PAGES: readonly AdminPage[] = [
  { path: '/admin/people', title: (t) => t.admin.pages.people, icon: User, roles: ['admin'] },
  { path: '/admin/groups', title: (t) => t.admin.pages.groups, icon: UsersRound, roles: ['admin'] },
  { path: '/admin/sign-in', title: (t) => t.login.provider.title, icon: KeyRound, roles: ['admin'] },
  { path: '/admin/policy', title: (t) => t.admin.pages.policy, icon: Scale, roles: ['admin'] },
  { path: '/admin/network', title: (t) => t.network.title, icon: Network, roles: ['admin'] },
  { path: '/admin/audit', title: (t) => t.audit.title, icon: ScrollText, roles: ['admin', 'auditor'] }
];

/** The pages that a role may see; none for those that administer nothing. */
export const adminPagesOf = (role: Role | undefined): readonly AdminPage[] =>
  role ? ADMIN_PAGES.filter(({ roles }) => roles.includes(role)) : [];

/** The page at an address, or below it. */
export const adminPageAt = (pathname: string): AdminPage | undefined =>
  ADMIN_PAGES.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
