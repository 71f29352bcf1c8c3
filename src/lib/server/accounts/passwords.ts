import { hash, parseOptions, verify, type Options } from '@node-rs/argon2';
import { plainPassword } from '$lib/api/password-rules';
import { ServiceError } from '$lib/model/service-errors';

/** OWASP's parameters for argon2id: 19 MiB, 2 passes, 1 lane. The package's own kind is argon2id. */
const PARAMETERS: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes at once: each takes 19 MiB and a core. */
const HASHES = 2;
/** Those who hash, or wait for it, hold a connection of the store each, so they must be fewer than there are. */
const UNDER_WAY = 10;

let underWay = 0;
let hashing = 0;
const waiting: (() => void)[] = [];
/** how often a hash was computed or compared since the start, of an account or of none: tests compare the work done, not the time */
export const work = { hashes: 0 };

/**
 * Do something that hashes in between: a few are under way at once, the rest is refused.
 *
 * @throws ServiceError `unavailable` where too many are under way
 */
export async function withHashing<T>(act: () => Promise<T>): Promise<T> {
  if (underWay >= UNDER_WAY) throw new ServiceError('unavailable', { retrySeconds: 1 });
  underWay++;
  try {
    return await act();
  } finally {
    underWay--;
  }
}

/** One hash, when it is its turn: while some hash, others ask the store. */
async function inTurn<T>(compute: () => Promise<T>): Promise<T> {
  if (hashing >= HASHES) await new Promise<void>((go) => waiting.push(go));
  else hashing++;
  try {
    return await compute();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else hashing--;
  }
}

/** @returns a PHC string with a random salt. Within `withHashing`. */
export async function hashPassword(typed: string): Promise<string> {
  work.hashes++;
  return await inTurn(() => hash(plainPassword(typed), PARAMETERS));
}

/** Of no password: compared where there is no account, so that it takes as long. */
let nobodys: Promise<string> | undefined;

/**
 * Whether a password is the one of a hash. Without a hash one is compared all the same. Within `withHashing`.
 *
 * @param hashed PHC string; null or undefined where there is none
 */
export async function isPassword(typed: string, hashed: string | null | undefined): Promise<boolean> {
  nobodys ??= hash(crypto.randomUUID(), PARAMETERS);
  const against = hashed ?? (await nobodys);
  work.hashes++;
  const isSame = await inTurn(() => verify(against, plainPassword(typed))).catch(() => false);
  return isSame && against === hashed;
}

/** Whether a hash was made with less than is asked for today. */
export function isOutdated(hashed: string): boolean {
  const { memoryCost, timeCost } = parseOptions(hashed);
  return memoryCost < PARAMETERS.memoryCost! || timeCost < PARAMETERS.timeCost!;
}
