/** A name as SQL: quoted, so that any text can be one. */
export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as SQL. A NUL, which would end the statement, is spelt. */
export function quotedText(text: string): string {
  const quoted = `'${text.replaceAll("'", "''")}'`;
  return quoted.includes('\0') ? `(${quoted.split('\0').join("' || chr(0) || '")})` : quoted;
}

/** A number as a DOUBLE, whatever its size. */
export function numberSql(value: number): string {
  if (!Number.isFinite(value)) return `'${value}'::DOUBLE`;
  const text = String(value);
  return text.includes('e') ? text : `${text}e0`;
}

/** Whether an expression is one of these texts; of none, it is not. */
export function oneOf(expression: string, texts: readonly string[]): string {
  return texts.length === 0 ? 'false' : `${expression} IN (${texts.map(quotedText).join(', ')})`;
}

/** Whether a number is there and within bounds, both included; an absent bound is none. */
export function within(expression: string, min: number | undefined, max: number | undefined): string {
  const bounds = [
    min !== undefined && min !== -Infinity && `${expression} >= ${numberSql(min)}`,
    max !== undefined && max !== Infinity && `${expression} <= ${numberSql(max)}`
  ].filter((bound) => bound !== false);
  return bounds.length === 0 ? `${expression} IS NOT NULL` : bounds.join(' AND ');
}
