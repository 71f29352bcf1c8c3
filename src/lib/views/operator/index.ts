import type { Messages } from '$lib/i18n/messages';

/** A page of the operator console: its address and its name. */
export interface ConsolePage {
  readonly path: `/operator${string}`;
  readonly title: (t: Messages) => string;
}

/** In the order of the bar. A page is a route `routes/operator/<name>` and a line here. */
export const CONSOLE_PAGES: readonly ConsolePage[] = [
  { path: '/operator', title: (t) => t.operator.pages.tenants },
  { path: '/operator/notices', title: (t) => t.operator.pages.notices },
  { path: '/operator/health', title: (t) => t.operator.pages.health },
  { path: '/operator/operators', title: (t) => t.operator.pages.operators },
  { path: '/operator/audit', title: (t) => t.operator.pages.audit },
  { path: '/operator/settings', title: (t) => t.operator.pages.settings }
];
