import { call } from '$lib/api/client';
import { networkGet, networkReplace } from '$lib/api/contracts/network';
import { NETWORK_LIMIT, parseRange, rangeHolds, type Range } from '$lib/api/network-ranges';
import { asServiceError, type ServiceError } from '$lib/model/service-errors';

/** One line as typed, and what it means. */
export interface NetworkLine {
  /** from 1, as the text's lines are counted */
  readonly number: number;
  readonly text: string;
  readonly range: Range | undefined;
  readonly note: 'unreadable' | 'host-bits' | 'everywhere' | undefined;
  readonly holdsCaller: boolean;
}

function noteOf(range: Range | undefined): NetworkLine['note'] {
  if (!range) return 'unreadable';
  if (range.bits === 0) return 'everywhere';
  return range.hadHostBits ? 'host-bits' : undefined;
}

/** The tenant's list of networks, as it is and as it is being typed. */
export class NetworkDesk {
  /** one network a line */
  text = $state('');
  #kept = $state.raw<readonly string[]>();
  #address = $state('');
  #isBusy = $state(false);
  #error = $state.raw<ServiceError>();

  readonly lines: readonly NetworkLine[] = $derived(
    this.text.split('\n').flatMap((typed, at) => {
      const text = typed.trim();
      if (text === '') return [];
      const range = parseRange(text);
      const holdsCaller = range !== undefined && rangeHolds(range, this.#address);
      return [{ number: at + 1, text, range, note: noteOf(range), holdsCaller }];
    })
  );
  readonly unreadable = $derived(this.lines.filter(({ range }) => range === undefined).length);
  readonly isTooMany = $derived(this.lines.length > NETWORK_LIMIT);
  readonly locksOut = $derived(this.lines.length > 0 && !this.lines.some(({ holdsCaller }) => holdsCaller));
  readonly isChanged = $derived(this.#kept !== undefined && this.text.trim() !== this.#kept.join('\n'));
  readonly canSave = $derived(this.isChanged && !this.#isBusy && !this.locksOut && !this.isTooMany && this.unreadable === 0);

  /** the list as the service has it; undefined until it was asked */
  get kept(): readonly string[] | undefined {
    return this.#kept;
  }

  /** where this browser comes from, as the service sees it */
  get address(): string {
    return this.#address;
  }

  get error(): ServiceError | undefined {
    return this.#error;
  }

  #take({ ranges, address }: { readonly ranges: readonly string[]; readonly address: string }): void {
    this.#kept = ranges;
    this.#address = address;
    this.text = ranges.join('\n');
  }

  async #attempt(work: () => Promise<void>): Promise<boolean> {
    this.#isBusy = true;
    this.#error = undefined;
    try {
      await work();
      return true;
    } catch (why) {
      this.#error = asServiceError(why);
      return false;
    } finally {
      this.#isBusy = false;
    }
  }

  /** Show what the service has now; what was typed is lost. */
  load(): Promise<boolean> {
    return this.#attempt(async () => this.#take(await call(networkGet, {})));
  }

  /** @returns whether it was saved */
  save(): Promise<boolean> {
    const body = { ranges: this.lines.map(({ text }) => text), expected: [...(this.#kept ?? [])] };
    return this.#attempt(async () => this.#take(await call(networkReplace, { body })));
  }

  addOwn(): void {
    this.text = [...this.lines.map(({ text }) => text), this.#address].join('\n');
  }

  undo(): void {
    this.text = this.#kept?.join('\n') ?? '';
  }
}
