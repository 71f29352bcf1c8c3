/**
 * Every distinct ArrayBuffer inside a plain value (objects, arrays, typed arrays), to be transferred with it.
 * Typed arrays of one answer must not share a buffer with anything that stays behind.
 */
export function buffersOf(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const visit = (part: unknown): void => {
    if (ArrayBuffer.isView(part)) {
      if (part.buffer instanceof ArrayBuffer) found.add(part.buffer);
    } else if (part instanceof ArrayBuffer) {
      found.add(part);
    } else if (Array.isArray(part)) {
      // lists of strings and numbers hold no buffer: look at the first only
      if (typeof part[0] === 'object') part.forEach(visit);
    } else if (typeof part === 'object' && part !== null && Object.getPrototypeOf(part) === Object.prototype) {
      Object.values(part).forEach(visit);
    }
  };
  visit(value);
  return [...found];
}
