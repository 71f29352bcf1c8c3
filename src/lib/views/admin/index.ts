import type { Role } from '$lib/api/shapes';
import type { Messages } from '$lib/i18n/messages';

/** A page of the administration: its address, its name, and whose it is. */
export interface AdminPage {
  readonly path: `/admin/${string}`;
  readonly title: (t: Messages) => string;
  readonly roles: readonly Role[];
}

/** In the order of the rail. A page is a route `routes/admin/<name>` and a line here. */
export const ADMIN_PAGES: readonly AdminPage[] = [];
