/** A column of a `VirtualGrid`. */
export interface GridColumn {
  readonly key: string;
  readonly title: string;
  /** what its values mean, as a tooltip */
  readonly hint?: string;
  /** px */
  readonly width: number;
  readonly align?: 'start' | 'end';
  /** stays in sight at the left; only the first columns can */
  readonly fixed?: boolean;
  /** can be sorted by */
  readonly sortable?: boolean;
}

export interface GridOrder {
  readonly key: string;
  readonly descending: boolean;
}
