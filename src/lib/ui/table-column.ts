/** A column of a `SortableTable`. */
export interface TableColumn {
  readonly id: string;
  readonly name: string;
  /** tooltip of the head */
  readonly title?: string;
  /** at the left, and sorted upwards first */
  readonly isText?: boolean;
  /** not sorted by */
  readonly isFixed?: boolean;
  /** a track of CSS grid */
  readonly width?: string;
  /** px the column needs before the table scrolls sideways */
  readonly least?: number;
}
