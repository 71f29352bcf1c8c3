import type { AuditRow } from '$lib/api/contracts/audit';
import { ServiceError } from '$lib/model/service-errors';
import type { AuditSource } from './audit-source';
import { rangeOf, type ChosenTime } from './time-span';

/** What is asked for; empty texts ask for anything. */
export interface AuditFilters {
  readonly time: ChosenTime;
  readonly actor: string;
  readonly action: string;
  readonly result: '' | 'ok' | 'refused' | 'failed';
  readonly text: string;
}

/** The entries shown, newest first; older ones are added on demand. A late answer never replaces a newer one. */
export class AuditList {
  rows = $state.raw<readonly AuditRow[]>([]);
  next = $state<string>();
  error = $state.raw<ServiceError>();
  isAsking = $state(false);
  #asked = 0;
  #query: Record<string, string> = {};

  constructor(private readonly source: AuditSource) {}

  /** Show what matches; nothing where the days chosen are none. */
  async show({ time, ...filters }: AuditFilters, zone: string): Promise<void> {
    const range = rangeOf(time, Date.now(), zone);
    if (!range) return;
    this.#query = Object.fromEntries(Object.entries({ ...range, ...filters }).filter(([, value]) => value !== ''));
    await this.#ask({}, []);
  }

  /** Add the page of older entries. */
  async more(): Promise<void> {
    if (this.next !== undefined) await this.#ask({ after: this.next }, this.rows);
  }

  async #ask(page: { readonly after?: string }, before: readonly AuditRow[]): Promise<void> {
    const asked = ++this.#asked;
    this.isAsking = true;
    try {
      const { items, next } = await this.source.read({ ...this.#query, ...page });
      if (asked !== this.#asked) return;
      this.rows = [...before, ...items];
      this.next = next;
      this.error = undefined;
    } catch (error) {
      if (asked !== this.#asked) return;
      if (!(error instanceof ServiceError)) throw error;
      this.error = error;
    } finally {
      if (asked === this.#asked) this.isAsking = false;
    }
  }
}
