/** Words of SQL that a name as plain as this would be taken for. */
const TAKEN: ReadonlySet<string> = new Set(
  'all and any as asc case check column constraint create default desc distinct do else end except false for foreign from group having in initially intersect into lateral limit not null offset on only or order primary references returning row select some summarize table then to trailing true union unique using variadic when where window with'.split(
    ' '
  )
);

/** The name of a table or column as it is written in a statement: in quotes where it must be. */
export function inserted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) && !TAKEN.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
