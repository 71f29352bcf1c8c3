import { getContext, setContext } from 'svelte';
import { call } from '$lib/api/client';
import { everyPage } from '$lib/api/every-page';
import { areasList, type Area } from '$lib/api/contracts/areas';
import type { DeviceObject } from '$lib/api/contracts/devices';
import { mayDo, type AreaAct, type AreaState } from '$lib/api/rights';
import { ServiceError } from '$lib/model/service-errors';
import type { KeptArea } from '$lib/model/vault';
import { DeviceReport } from '$lib/sync/device-report';
import type { Account } from './account.svelte';
import { readStored, writeStored } from './browser-storage';
import { browserWords } from './browser-words';
import type { KeptAreas } from './kept-areas.svelte';

const DEVICE_KEY = 'device';
const PLACED_KEY = 'placed';
/** what could not be told is tried again after so long, or when the browser comes online */
const RETRY_MS = 30_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Any fault as a refusal of the service. */
export const asServiceError = (why: unknown): ServiceError => (why instanceof ServiceError ? why : new ServiceError('internal'));

/** This browser's own id, made once. It is told to the service, and says nothing. */
function ownDeviceId(): string {
  const stored = readStored('localStorage', DEVICE_KEY);
  if (stored !== null && UUID.test(stored)) return stored;
  const made = crypto.randomUUID();
  writeStored('localStorage', DEVICE_KEY, made);
  return made;
}

/** Which kept log belongs to which process area of a tenant: ids only, so it may stand in clear. */
function placesOf(tenantId: string): Readonly<Record<string, string>> {
  try {
    const value: unknown = JSON.parse(readStored('localStorage', `${PLACED_KEY}.${tenantId}`) ?? '{}');
    return Object.fromEntries(
      Object.entries(value as object).filter(([, areaId]) => UUID.test(String(areaId))) as [string, string][]
    );
  } catch {
    return {};
  }
}

function onRetry(again: () => void): () => void {
  window.addEventListener('online', again);
  const timer = setTimeout(again, RETRY_MS);
  return () => {
    window.removeEventListener('online', again);
    clearTimeout(timer);
  };
}

/**
 * The process areas of the signed-in user, which kept logs lie in them, and the telling of that to the service. Does nothing for a guest. One a
 * tab, given by context.
 */
export class ProcessAreas {
  #shown = $state<AreaState>('active');
  #all = $state.raw<readonly Area[]>();
  #labels = $state.raw<readonly string[]>([]);
  #error = $state.raw<ServiceError>();
  #places = $state.raw<Readonly<Record<string, string>>>({});
  #asked = 0;
  readonly deviceId = ownDeviceId();

  /** To be called where effects may begin. */
  constructor(
    private readonly account: Account,
    private readonly kept: KeptAreas
  ) {
    $effect(() => {
      const me = account.me;
      this.#all = undefined;
      this.#places = me?.stage === 'active' ? placesOf(me.tenant.id) : {};
      if (me?.stage !== 'active') return;
      const report = new DeviceReport(this.deviceId, browserWords(navigator.userAgent), { onRetry });
      void report.register();
      $effect(() => {
        const objects = this.#objects();
        if (objects) report.say(objects);
      });
      return () => report.end();
    });
  }

  /** In which state the listed areas are. */
  get shown(): AreaState {
    return this.#shown;
  }
  set shown(state: AreaState) {
    this.#shown = state;
    this.#all = undefined;
    void this.refresh();
  }
  /** By name; undefined until they are read. */
  get all(): readonly Area[] | undefined {
    return this.#all;
  }
  /** The tenant's classes of confidentiality. */
  get labels(): readonly string[] {
    return this.#labels;
  }
  get error(): ServiceError | undefined {
    return this.#error;
  }

  /** Read the list anew. Never rejects: `error` tells. A late, old answer never replaces a newer one. */
  async refresh(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const { items, labels } = await this.list(this.#shown);
      if (asked !== this.#asked) return;
      this.#all = items;
      this.#labels = labels;
      this.#error = undefined;
    } catch (why) {
      if (asked === this.#asked) this.#error = asServiceError(why);
    }
  }

  /** All areas in a state. @throws ServiceError */
  async list(state: AreaState): Promise<{ items: readonly Area[]; labels: readonly string[] }> {
    let labels: readonly string[] = [];
    const items = await everyPage(async (page) => {
      const answer = await call(areasList, { query: { state, ...page } });
      labels = answer.labels;
      return answer;
    });
    return { items, labels };
  }

  /** Whether the signed-in user may do something to an area. See [Note: Rights]. */
  may(act: AreaAct, area: Pick<Area, 'right' | 'owner'>): boolean {
    const { me } = this.account;
    return me !== undefined && mayDo(act, area.right, area.owner.accountId === me.accountId, me.role);
  }

  /** The process area that a kept log was put into; undefined where it is in none. */
  placeOf(keptId: string): string | undefined {
    return this.#places[keptId];
  }

  /** The kept logs in a process area that lie on this device; undefined until those here are read. */
  logsIn(areaId: string): readonly KeptArea[] | undefined {
    return this.kept.all?.filter((each) => this.#places[each.areaId] === areaId);
  }

  /** Put a kept log into a process area; null takes it out of any. */
  place(keptId: string, areaId: string | null): void {
    const { me } = this.account;
    if (!me) return;
    const { [keptId]: _, ...others } = placesOf(me.tenant.id);
    this.#places = areaId === null ? others : { ...others, [keptId]: areaId };
    writeStored('localStorage', `${PLACED_KEY}.${me.tenant.id}`, JSON.stringify(this.#places));
  }

  /** What the service may know of the logs kept here; undefined while that is not known. */
  #objects(): DeviceObject[] | undefined {
    const { all, state, error } = this.kept;
    // a locked vault tells of nothing, which is not the same as nothing being here
    if (!all || !state || state.locked || error) return undefined;
    return all
      .slice(0, 2000)
      .map(({ areaId, sizeBytes, card }) => ({
        objectId: areaId,
        sizeBytes,
        areaId: this.#places[areaId] ?? null,
        updatedAt: new Date(card?.importedUtcMs ?? 0).toISOString()
      }))
      .sort((a, b) => a.objectId.localeCompare(b.objectId));
  }
}

const KEY = Symbol('process-areas');

export function setProcessAreas(areas: ProcessAreas): ProcessAreas {
  return setContext(KEY, areas);
}

export function getProcessAreas(): ProcessAreas {
  return getContext<ProcessAreas>(KEY);
}
