import { call } from '$lib/api/client';
import { everyPage } from '$lib/api/every-page';
import { groupsList, type Group } from '$lib/api/contracts/groups';
import { peopleList, type Person, type PersonState } from '$lib/api/contracts/people';
import type { Role } from '$lib/api/shapes';
import { asServiceError, type ServiceError } from '$lib/model/service-errors';

/** '' = every one. */
export interface PeopleFilter {
  readonly search: string;
  readonly state: PersonState | '';
  readonly role: Role | '';
  readonly groupId: string;
}

/** The accounts that are looked at: as many pages as were asked for, by the filter that is set. */
export class PeopleDesk {
  #people = $state.raw<readonly Person[]>([]);
  #total = $state(0);
  #next = $state<string>();
  #groups = $state.raw<readonly Group[]>([]);
  #isReading = $state(true);
  /** of a late answer: an older question's is dropped */
  #asked = 0;
  filter = $state.raw<PeopleFilter>({ search: '', state: '', role: '', groupId: '' });
  error = $state.raw<ServiceError>();

  get people(): readonly Person[] {
    return this.#people;
  }
  get total(): number {
    return this.#total;
  }
  get hasMore(): boolean {
    return this.#next !== undefined;
  }
  get groups(): readonly Group[] {
    return this.#groups;
  }
  get isReading(): boolean {
    return this.#isReading;
  }

  /** Read the first page anew, by the filter. */
  async read(): Promise<void> {
    await this.#page(undefined);
  }

  /** Read the page after those that are here. */
  async more(): Promise<void> {
    if (this.#next !== undefined) await this.#page(this.#next);
  }

  async readGroups(): Promise<void> {
    await this.attempt(async () => {
      this.#groups = await everyPage((page) => call(groupsList, { query: page }));
    });
  }

  choose(change: Partial<PeopleFilter>): void {
    this.filter = { ...this.filter, ...change };
    void this.read();
  }

  /** An account as it is now, where it stands. */
  put(person: Person): void {
    this.#people = this.#people.map((each) => (each.accountId === person.accountId ? person : each));
  }

  /** Do it, and show what was refused. @returns whether it was done */
  async attempt(act: () => Promise<unknown>): Promise<boolean> {
    this.error = undefined;
    try {
      await act();
      return true;
    } catch (why) {
      this.error = asServiceError(why);
      return false;
    }
  }

  async #page(after: string | undefined): Promise<void> {
    const asked = ++this.#asked;
    this.#isReading = true;
    const { search, state, role, groupId } = this.filter;
    const query = {
      search,
      ...(after === undefined ? {} : { after }),
      ...(state && { state }),
      ...(role && { role }),
      ...(groupId && { groupId })
    };
    await this.attempt(async () => {
      const page = await call(peopleList, { query });
      if (asked !== this.#asked) return;
      this.#people = after === undefined ? page.items : [...this.#people, ...page.items];
      this.#total = page.total;
      this.#next = page.next;
    });
    if (asked === this.#asked) this.#isReading = false;
  }
}
