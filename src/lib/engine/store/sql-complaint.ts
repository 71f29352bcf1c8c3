/**
 * What DuckDB says of a statement it refuses, in its own words: `Parser Error: syntax error ...`. A statement that is streamed is refused
 * in JSON instead (`exception_type`, `exception_message`).
 */
export function sqlComplaint(why: string): string {
  if (!why.startsWith('{"exception_type"')) return why;
  try {
    const { exception_type: kind, exception_message: message } = JSON.parse(why) as Record<string, unknown>;
    return `${String(kind)} Error: ${String(message)}`;
  } catch {
    return why;
  }
}
