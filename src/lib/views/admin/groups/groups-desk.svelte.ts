import { call } from '$lib/api/client';
import { groupCreate, groupDelete, groupRename, groupsList, type Group } from '$lib/api/contracts/groups';
import { asServiceError, type ServiceError } from '$lib/model/service-errors';

/** The groups that are looked at: as many pages as were asked for. */
export class GroupsDesk {
  #groups = $state.raw<readonly Group[]>([]);
  #total = $state(0);
  #next = $state<string>();
  #isReading = $state(true);
  #search = '';
  /** of a late answer: an older question's is dropped */
  #asked = 0;
  error = $state.raw<ServiceError>();

  get groups(): readonly Group[] {
    return this.#groups;
  }
  get total(): number {
    return this.#total;
  }
  get hasMore(): boolean {
    return this.#next !== undefined;
  }
  get isReading(): boolean {
    return this.#isReading;
  }

  /** Read the first page anew. */
  async read(search = this.#search): Promise<void> {
    this.#search = search;
    await this.#page(undefined);
  }

  async more(): Promise<void> {
    if (this.#next !== undefined) await this.#page(this.#next);
  }

  /** @returns the group; undefined where it was refused */
  async create(name: string): Promise<Group | undefined> {
    const group = await this.attempt(() => call(groupCreate, { body: { name } }));
    if (group) await this.read('');
    return group;
  }

  async rename({ groupId, version }: Group, name: string): Promise<void> {
    await this.#change(() => call(groupRename, { params: { groupId }, body: { version, name } }));
  }

  /** @returns whether it was done */
  async remove({ groupId, version }: Group): Promise<boolean> {
    const done = await this.attempt(() => call(groupDelete, { params: { groupId }, body: { version } }));
    await this.#page(undefined, this.error);
    return done !== undefined;
  }

  /** A group as it is now, where it stands. */
  put(group: Group): void {
    this.#groups = this.#groups.map((each) => (each.groupId === group.groupId ? group : each));
  }

  /** Do it, and show what was refused. */
  async attempt<T>(act: () => Promise<T>): Promise<T | undefined> {
    this.error = undefined;
    try {
      return await act();
    } catch (why) {
      this.error = asServiceError(why);
      return undefined;
    }
  }

  async #change(act: () => Promise<Group>): Promise<void> {
    const after = await this.attempt(act);
    if (after) this.put(after);
    // what was refused may have been seen too late
    else await this.#page(undefined, this.error);
  }

  async #page(after: string | undefined, error?: ServiceError): Promise<void> {
    const asked = ++this.#asked;
    this.#isReading = true;
    const page = await this.attempt(() => call(groupsList, { query: { search: this.#search, after } }));
    if (asked !== this.#asked) return;
    this.#isReading = false;
    if (error) this.error = error;
    if (!page) return;
    this.#groups = after === undefined ? page.items : [...this.#groups, ...page.items];
    this.#total = page.total;
    this.#next = page.next;
  }
}
