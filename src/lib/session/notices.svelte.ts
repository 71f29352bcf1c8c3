import { getContext, setContext } from 'svelte';
import { call } from '$lib/api/client';
import { guestNoticesGet, noticeAcknowledgementPut, noticesGet, type UsersNotice } from '$lib/api/contracts/notices';
import { ServiceError } from '$lib/model/service-errors';
import { readStored, writeStored } from './browser-storage';

const KEY = Symbol('notices');
/** what a guest took note of, on this device: `id:revision` */
const STORED = 'notices-seen';

/** The operator's notices for whoever uses this tab. One a tab, given by context. */
export class Notices {
  #all = $state.raw<readonly UsersNotice[]>([]);
  #isUser = false;
  /** counts askings: an older answer never replaces a newer one */
  #asked = 0;

  /** Newest first; empty until they were asked for, and where the service cannot be reached. */
  get all(): readonly UsersNotice[] {
    return this.#all;
  }

  /** Those that are shown on the top screen. */
  get open(): readonly UsersNotice[] {
    return this.#all.filter(({ acknowledged }) => !acknowledged);
  }

  /** Ask anew. Never throws: without a service there are none. */
  async refresh(isUser: boolean): Promise<void> {
    const asked = ++this.#asked;
    try {
      const items = isUser ? (await call(noticesGet, {})).items : await this.#guests();
      if (asked !== this.#asked) return;
      this.#isUser = isUser;
      this.#all = items;
    } catch {
      if (asked === this.#asked) this.#all = [];
    }
  }

  async #guests(): Promise<UsersNotice[]> {
    const seen = new Set(seenByGuest());
    const { items } = await call(guestNoticesGet, {});
    return items.map((told) => ({ ...told, acknowledged: seen.has(`${told.noticeId}:${told.revision}`) }));
  }

  /** Take note of a notice: an account's is kept by the service and audited, a guest's on this device. @throws ServiceError */
  async acknowledge({ noticeId, revision }: UsersNotice): Promise<void> {
    if (this.#isUser) {
      try {
        await call(noticeAcknowledgementPut, { params: { noticeId }, body: { revision } });
      } catch (error) {
        // told anew in the meantime: what is there now is to be read first
        if (error instanceof ServiceError && error.code === 'stale') return this.refresh(true);
        throw error;
      }
    } else writeStored('localStorage', STORED, JSON.stringify([...seenByGuest(), `${noticeId}:${revision}`].slice(-100)));
    this.#all = this.#all.map((told) => (told.noticeId === noticeId ? { ...told, acknowledged: true } : told));
  }
}

function seenByGuest(): string[] {
  try {
    const stored: unknown = JSON.parse(readStored('localStorage', STORED) ?? '[]');
    return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

export function setNotices(notices: Notices): Notices {
  return setContext(KEY, notices);
}

export function getNotices(): Notices {
  return getContext<Notices>(KEY);
}
