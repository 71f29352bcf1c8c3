import type { Component } from 'svelte';
import Bookmark from '@lucide/svelte/icons/bookmark';
import CasesIcon from '@lucide/svelte/icons/table-2';
import StatisticsIcon from '@lucide/svelte/icons/chart-column';
import SqlIcon from '@lucide/svelte/icons/square-terminal';
import MapIcon from '@lucide/svelte/icons/workflow';
import VariantsIcon from '@lucide/svelte/icons/text-align-start';
import type { Messages } from '$lib/i18n/messages';

/** A view of the open log: a place in the rail, a page under `routes/(log)`. */
export interface View {
  readonly id: string;
  readonly path: `/${string}`;
  /** the key that goes there, see `frame/keys.ts` */
  readonly key: string;
  readonly icon: Component;
  readonly title: (t: Messages) => string;
  /** at the rail's end, apart from the views that show the log */
  readonly isLast?: boolean;
}

/** Every view, in the order of the rail. To add one: its folder, its page under `routes/(log)`, and a line here. */
export const VIEWS: readonly View[] = [
  { id: 'map', path: '/map', key: '1', icon: MapIcon, title: (t) => t.map.title },
  { id: 'variants', path: '/variants', key: '2', icon: VariantsIcon, title: (t) => t.variants.title },
  { id: 'cases', path: '/cases', key: '3', icon: CasesIcon, title: (t) => t.cases.title },
  { id: 'statistics', path: '/statistics', key: '4', icon: StatisticsIcon, title: (t) => t.statistics.title },
  { id: 'sql', path: '/sql', key: 'q', icon: SqlIcon, title: (t) => t.sql.title, isLast: true },
  { id: 'findings', path: '/findings', key: 'i', icon: Bookmark, title: (t) => t.findings.title, isLast: true }
];

/** The view that a path shows. */
export function viewAt(pathname: string): View | undefined {
  return VIEWS.find(({ path }) => path === pathname);
}
