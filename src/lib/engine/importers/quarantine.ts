import { QUARANTINE_KEPT, type Quarantine, type QuarantinedRow, type QuarantineReason } from '$lib/model/import';

/** Text kept of one row, and of one value. */
const MAX_TEXT_BYTES = 10_000;
/** Text kept in all. */
const MAX_KEPT_BYTES = 64 << 20;

/** Gathers the rows that cannot be used: all are counted, the first are kept. */
export class QuarantineLog {
  #total = 0;
  #byReason: Partial<Record<QuarantineReason, number>> = {};
  #rows: QuarantinedRow[] = [];
  #keptBytes = 0;
  #truncated = false;
  #ordered = 0;

  get total(): number {
    return this.#total;
  }

  countOf(reason: QuarantineReason): number {
    return this.#byReason[reason] ?? 0;
  }

  /** The first kept row with a reason. */
  firstOf(reason: QuarantineReason): QuarantinedRow | undefined {
    return this.#rows.find((row) => row.reason === reason);
  }

  /** Count a row; `row` is called only where it is kept. Texts longer than 10 kB are cut. */
  add(reason: QuarantineReason, row: () => Omit<QuarantinedRow, 'reason'>): void {
    this.#total++;
    this.#byReason[reason] = (this.#byReason[reason] ?? 0) + 1;
    if (this.#rows.length >= QUARANTINE_KEPT || this.#keptBytes > MAX_KEPT_BYTES) {
      this.#truncated = true;
      return;
    }
    const { file, line, column, value, text } = row();
    const kept = { file, line, reason, column, value: value === null ? null : cut(value), text: cut(text) };
    this.#keptBytes += 2 * (kept.text.length + (kept.value?.length ?? 0));
    this.#rows.push(kept);
  }

  /** Rows of a file are found out of order by some hundred: puts those of the file that ends here in order. */
  endFile(): void {
    const ofFile = this.#rows.splice(this.#ordered).sort((a, b) => a.line - b.line);
    for (const row of ofFile) this.#rows.push(row);
    this.#ordered = this.#rows.length;
  }

  finish(): Quarantine {
    return { total: this.#total, byReason: this.#byReason, rows: this.#rows, truncated: this.#truncated };
  }
}

const decoder = new TextDecoder();

/** Bytes as text for the quarantine: at most 10 kB of them, what is not UTF-8 as U+FFFD. */
export function quarantineText(bytes: Uint8Array, from: number, to: number): string {
  const end = Math.min(to, from + MAX_TEXT_BYTES);
  const text = decoder.decode(bytes.subarray(from, end));
  return end < to ? `${text.replace(/\uFFFD+$/, '')}…` : text;
}

function cut(text: string): string {
  return text.length > MAX_TEXT_BYTES ? `${text.slice(0, MAX_TEXT_BYTES - 1)}…` : text;
}
