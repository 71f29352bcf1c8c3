import { hash, parseOptions, verify, type Options } from '@node-rs/argon2';
import { plainPassword } from '$lib/api/password-rules';
import { ServiceError } from '$lib/model/service-errors';

/** OWASP's parameters for argon2id: 19 MiB, 2 passes, 1 lane. The package's own kind is argon2id. */
const PARAMETERS: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Sign-ins at once: each takes 19 MiB, and a core but for the moments in which it asks the store. */
const AT_ONCE = 3;
/** Those that wait hold a connection of the store each, so they must be fewer than there are. */
const WAITING = 7;

let running = 0;
const waiting: (() => void)[] = [];
/** how often a hash was computed or compared since the start, of an account or of none: tests compare the work done, not the time */
export const work = { hashes: 0 };

/**
 * Do something that hashes: a few at once, some wait, the rest is refused.
 *
 * @throws ServiceError `unavailable` where too many wait already
 */
export async function withHashing<T>(act: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= WAITING) throw new ServiceError('unavailable', { retrySeconds: 1 });
    await new Promise<void>((go) => waiting.push(go));
  } else running++;
  try {
    return await act();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** @returns a PHC string with a random salt. Within `withHashing`. */
export async function hashPassword(typed: string): Promise<string> {
  work.hashes++;
  return await hash(plainPassword(typed), PARAMETERS);
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
  const isSame = await verify(against, plainPassword(typed)).catch(() => false);
  return isSame && against === hashed;
}

/** Whether a hash was made with less than is asked for today. */
export function isOutdated(hashed: string): boolean {
  const { memoryCost, timeCost } = parseOptions(hashed);
  return memoryCost < PARAMETERS.memoryCost! || timeCost < PARAMETERS.timeCost!;
}
