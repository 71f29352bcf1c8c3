/** A common table expression: `name AS (query)`. */
export interface Step {
  readonly name: string;
  readonly query: string;
}

/** One statement: the steps, then a SELECT over them. */
export function withSteps(steps: readonly Step[], query: string): string {
  if (steps.length === 0) return query;
  return `WITH ${steps.map((step) => `${step.name} AS (\n${step.query}\n)`).join(', ')}\n${query}`;
}
