/**
 * Every distinct ArrayBuffer inside a plain value (objects, arrays, typed arrays), to be transferred with it.
 * Typed arrays of one answer must not share a buffer with anything that stays behind: transferring detaches it there.
 * A view of a part of a buffer is left out, since more than the answer may lie in it; `ownViews` makes such views whole.
 */
export function buffersOf(value: unknown): ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const visit = (part: unknown): void => {
    if (ArrayBuffer.isView(part)) {
      if (part.buffer instanceof ArrayBuffer && isWhole(part)) found.add(part.buffer);
    } else if (part instanceof ArrayBuffer) {
      found.add(part);
    } else if (Array.isArray(part)) {
      // lists of strings and numbers hold no buffer: look at the first only
      if (typeof part[0] === 'object') part.forEach(visit);
    } else if (isPlain(part)) {
      Object.values(part).forEach(visit);
    }
  };
  visit(value);
  return [...found];
}

/**
 * The same value with every view of a part of a buffer replaced by a copy of that part: a message would otherwise copy, or take
 * away, the whole buffer. Values without such views come back as they are.
 */
export function ownViews<T>(value: T): T {
  return owned(value) as T;
}

function owned(part: unknown): unknown {
  if (ArrayBuffer.isView(part)) return isWhole(part) || part instanceof DataView ? part : (part as Uint8Array).slice();
  if (Array.isArray(part)) {
    if (typeof part[0] !== 'object') return part;
    const items = part.map(owned);
    return items.some((item, i) => item !== part[i]) ? items : part;
  }
  if (!isPlain(part)) return part;
  const entries = Object.entries(part);
  const changed = entries.map(([name, item]): [string, unknown] => [name, owned(item)]);
  return changed.some(([, item], i) => item !== entries[i]![1]) ? Object.fromEntries(changed) : part;
}

function isWhole(view: ArrayBufferView): boolean {
  return view.byteLength === view.buffer.byteLength;
}

function isPlain(part: unknown): part is Record<string, unknown> {
  return typeof part === 'object' && part !== null && Object.getPrototypeOf(part) === Object.prototype;
}
