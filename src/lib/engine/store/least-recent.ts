/** Keeps answers by their question, up to so many bytes: those not asked for the longest are dropped first; the newest stays in any case. */
export class LeastRecent<V> {
  readonly #kept = new Map<string, { readonly value: V; readonly bytes: number }>();
  #bytes = 0;

  constructor(private readonly maxBytes: number) {}

  get(key: string): V | undefined {
    const entry = this.#kept.get(key);
    if (!entry) return undefined;
    // a map remembers the order of insertion
    this.#kept.delete(key);
    this.#kept.set(key, entry);
    return entry.value;
  }

  /** @param bytes of the value; the key's own are added */
  set(key: string, value: V, bytes: number): V {
    this.delete(key);
    const entry = { value, bytes: bytes + 2 * key.length };
    this.#kept.set(key, entry);
    this.#bytes += entry.bytes;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.maxBytes || oldest === key) break;
      this.delete(oldest);
    }
    return value;
  }

  delete(key: string): void {
    this.#bytes -= this.#kept.get(key)?.bytes ?? 0;
    this.#kept.delete(key);
  }
}
