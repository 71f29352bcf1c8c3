/** JSON for what the codec writes down itself: numbers that JSON has no word for (NaN, infinite, -0) come back as they were. */
const ODD = '$number';

export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'number' && (!Number.isFinite(part) || Object.is(part, -0))
      ? { [ODD]: Object.is(part, -0) ? '-0' : `${part}` }
      : part
  );
}

/** @throws SyntaxError where it is no JSON */
export function fromJson<T>(text: string): T {
  return JSON.parse(text, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null) return part;
    const odd = (part as Record<string, unknown>)[ODD];
    return typeof odd === 'string' && Object.keys(part).length === 1 ? Number(odd) : part;
  }) as T;
}
