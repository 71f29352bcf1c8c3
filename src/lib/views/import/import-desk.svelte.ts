import { asMiningError, MiningError } from '$lib/model/errors';
import type { ColumnPlan, Dialect, DraftOptions, ImportDraft, ImportPlan, TextEncoding } from '$lib/model/import';
import type { ColumnRole } from '$lib/model/log';
import { headerKey, missingRoles, proposedPlan, withRole } from '$lib/session/import-plan';
import { applyMapping, mappingOf, type RememberedMapping } from '$lib/session/mapping-memory';
import type { Workspace } from '$lib/session/workspace.svelte';
import { isZone } from './time-zones';

const MISSING = { case: 'no-case-column', activity: 'no-activity-column', timestamp: 'no-time-column' } as const;

/** The import page's state: what was found in the files, and what the user made of it. */
export class ImportDesk {
  #draft = $state.raw<ImportDraft>();
  #plan = $state.raw<ImportPlan>();
  #options = $state.raw<DraftOptions>({});
  #looking = $state(false);
  #error = $state.raw<MiningError>();
  #failure = $state.raw<MiningError>();
  #remembered = $state.raw<RememberedMapping>();
  #asked = 0;

  constructor(
    readonly workspace: Workspace,
    readonly timeZone: string
  ) {}

  /** What the files hold; stays while they are looked at again. */
  get draft(): ImportDraft | undefined {
    return this.#draft;
  }
  get plan(): ImportPlan | undefined {
    return this.#plan;
  }
  /** What the user forced. */
  get options(): DraftOptions {
    return this.#options;
  }
  get looking(): boolean {
    return this.#looking;
  }
  /** Why the files cannot be imported as they are. */
  get error(): MiningError | undefined {
    return this.#error;
  }
  /** Why the last import ended. */
  get failure(): MiningError | undefined {
    return this.#failure;
  }
  /** The mapping that was restored, where one was. */
  get remembered(): RememberedMapping | undefined {
    return this.#remembered;
  }
  /** The first thing the plan still lacks, as the error that the import would end in. */
  get lacking(): MiningError | undefined {
    if (!this.#plan) return undefined;
    const [role] = missingRoles(this.#plan);
    if (role) return new MiningError(MISSING[role]);
    return isZone(this.#plan.timeZone) ? undefined : new MiningError('bad-time-pattern', { timeZone: this.#plan.timeZone });
  }

  /** Look at the files again. An answer that a later question has overtaken is dropped. */
  async look(files: readonly File[], options: DraftOptions): Promise<void> {
    const asked = ++this.#asked;
    this.#options = options;
    this.#looking = true;
    this.#failure = undefined;
    try {
      const { engine, mappings } = this.workspace;
      const [draft, all] = await Promise.all([engine.inspect(files, options), mappings.recall()]);
      const remembered = mappings.find(draft, all);
      if (asked !== this.#asked) return;
      const proposed = proposedPlan(draft, this.timeZone);
      const before = this.#draft && this.#plan && mappingOf(this.#draft, this.#plan, 0);
      if (before?.header === headerKey(draft.columns)) {
        // a file added, or another encoding, with the same columns: what the user chose stands
        this.#plan = applyMapping(proposed, draft, before, true);
      } else {
        this.#remembered = remembered;
        this.#plan = remembered ? applyMapping(proposed, draft, remembered) : proposed;
      }
      this.#draft = draft;
      this.#error = undefined;
    } catch (why) {
      if (asked !== this.#asked) return;
      this.#error = asMiningError(why);
    }
    this.#looking = false;
  }

  force(options: { readonly encoding?: TextEncoding | undefined; readonly dialect?: Partial<Dialect> }): Promise<void> {
    const { encoding, ...others } = this.#options;
    const kept = 'encoding' in options ? options.encoding : encoding;
    const dialect = { ...others.dialect, ...options.dialect };
    return this.look(this.workspace.files, {
      ...(kept && { encoding: kept }),
      ...(Object.keys(dialect).length > 0 && { dialect })
    });
  }

  /** Forget what was restored: as the files alone propose it. */
  detectAgain(): void {
    if (this.#draft) this.#plan = proposedPlan(this.#draft, this.timeZone);
    this.#remembered = undefined;
  }

  setRole(index: number, role: ColumnRole): void {
    if (!this.#plan) return;
    const changed = withRole(this.#plan, index, role);
    const drafted = this.#draft?.columns.find((column) => column.index === index);
    const isTime = role === 'timestamp' || role === 'start';
    const columns = changed.columns.map((column) => {
      if (column.index !== index) return column;
      return isTime
        ? { ...column, type: 'time' as const }
        : { ...column, type: column.format ? column.type : (drafted?.type ?? column.type) };
    });
    this.change({ ...changed, columns });
  }

  setColumn(index: number, part: Partial<Pick<ColumnPlan, 'type' | 'format'>>): void {
    if (!this.#plan) return;
    this.change({ columns: this.#plan.columns.map((column) => (column.index === index ? { ...column, ...part } : column)) });
  }

  change(part: Partial<ImportPlan>): void {
    if (this.#plan) this.#plan = { ...this.#plan, ...part };
    this.#failure = undefined;
  }

  dismissFailure(): void {
    this.#failure = undefined;
  }

  /** @returns true once the log is open; otherwise `failure` (or `lacking`) says why not */
  async confirm(): Promise<boolean> {
    const [draft, plan] = [this.#draft, this.#plan];
    if (!draft || !plan || this.lacking) return false;
    this.#failure = undefined;
    try {
      await this.workspace.import(this.workspace.files, plan);
      void this.workspace.mappings.remember(draft, plan, Date.now());
      return true;
    } catch (why) {
      this.#failure = asMiningError(why);
      return false;
    }
  }
}
