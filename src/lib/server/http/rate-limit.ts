import { ServiceError } from '$lib/model/service-errors';
import { service, type Service } from '$lib/server/service';
import { hashOf } from './caller';

/** What a bucket holds, in seconds of its filling: a page asks for much at once, and then for little. */
const BURST_SECONDS = 10;
/** buckets kept at most; the ones that are full again go first */
const BUCKETS_AT_MOST = 20_000;

interface Bucket {
  tokens: number;
  atMs: number;
}

/** Buckets of one kind: each holds `perSecond * BURST_SECONDS` tokens and fills by `perSecond`. */
export class TokenBuckets {
  readonly #buckets = new Map<string, Bucket>();

  /** @param perSecond 0: no limit */
  constructor(
    readonly perSecond: number,
    readonly clock: () => Date
  ) {}

  get #size(): number {
    return this.perSecond * BURST_SECONDS;
  }

  has(key: string): boolean {
    return this.#buckets.has(key);
  }

  /** Take one token. @returns seconds until there is one; 0 where it was taken */
  take(key: string): number {
    if (this.perSecond === 0) return 0;
    const now = this.clock().getTime();
    const bucket = this.#buckets.get(key) ?? { tokens: this.#size, atMs: now };
    // a clock that was set back fills nothing and takes nothing away
    const filled = (Math.max(0, now - bucket.atMs) / 1000) * this.perSecond;
    const tokens = Math.min(this.#size, bucket.tokens + filled);
    const isThere = tokens >= 1;
    this.#buckets.set(key, { tokens: isThere ? tokens - 1 : tokens, atMs: now });
    if (this.#buckets.size > BUCKETS_AT_MOST) this.#forget(now);
    return isThere ? 0 : Math.ceil((1 - tokens) / this.perSecond);
  }

  /** Full buckets say nothing; where all are in use, the oldest go. */
  #forget(now: number): void {
    for (const [key, { tokens, atMs }] of this.#buckets) {
      if (tokens + ((now - atMs) / 1000) * this.perSecond >= this.#size) this.#buckets.delete(key);
    }
    for (const key of this.#buckets.keys()) {
      if (this.#buckets.size <= BUCKETS_AT_MOST / 2) return;
      this.#buckets.delete(key);
    }
  }
}

/** An IPv6 caller has a network of its own, and any address in it. */
const networkOf = (address: string): string => (address.includes(':') ? address.replace(/^((?:[^:]*:){4}).*$/, '$1') : address);

/**
 * How much one caller may ask, whatever it asks for: by session where it has one that was seen to be good, else by address. A cookie that nobody
 * knows buys nothing. An office behind one address shares one bucket only until its people have signed in. Guesses of passwords have
 * their own, much tighter, and lasting limits (`accounts/throttle.ts`).
 */
export class RateLimit {
  readonly #addresses: TokenBuckets;
  readonly #sessions: TokenBuckets;

  constructor({ config, clock }: Pick<Service, 'config' | 'clock'>) {
    this.#addresses = new TokenBuckets(config.rateAnonymous, clock);
    this.#sessions = new TokenBuckets(config.rateSession, clock);
  }

  /** @throws ServiceError `too-many-requests` */
  take(address: string, token: string | undefined): void {
    const session = token === undefined ? undefined : hashOf(token).toString('base64');
    const isKnown = session !== undefined && this.#sessions.has(session);
    const retrySeconds = isKnown ? this.#sessions.take(session) : this.#addresses.take(networkOf(address));
    if (retrySeconds > 0) throw new ServiceError('too-many-requests', { retrySeconds });
  }

  /** A token's session is good: from now on it has a bucket of its own. */
  know(token: string | undefined): void {
    if (token !== undefined) {
      const session = hashOf(token).toString('base64');
      if (!this.#sessions.has(session)) this.#sessions.take(session);
    }
  }
}

const limits = new WeakMap<Service, RateLimit>();

/** The limit of a service; one a process. */
export function rateLimit(open: Service = service()): RateLimit {
  const known = limits.get(open);
  if (known) return known;
  const made = new RateLimit(open);
  limits.set(open, made);
  return made;
}
