/** What DuckDB says of a statement, and the line it means (from 1). */
export interface DuckDbWords {
  readonly text: string;
  readonly line: number | null;
}

const PLACE = /^LINE (\d+): /m;

/** DuckDB's words once: in WASM the place is told twice. */
export function duckDbWords(why: string): DuckDbWords {
  const place = PLACE.exec(why);
  if (!place) return { text: why.trim(), line: null };
  const again = why.indexOf(place[0], place.index + 1);
  return { text: (again === -1 ? why : why.slice(0, again)).trimEnd(), line: Number(place[1]) };
}
