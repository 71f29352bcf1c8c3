import { MiningError } from '$lib/model/errors';
import { hexOf } from './hex';
import { importSecret, type AreaKey } from './keys';
import type { ObjectLabel } from './object-header';
import { isBearable, passphraseKey, type PassphraseCost } from './passphrase-key';
import { randomBytes, type RandomSource } from './random';
import { sameBytes } from './same-bytes';
import { KEY_BYTES, SUITE, unwrapSecret, wrapSecret } from './wrapped-secret';

/** What stands before a backup's sealed stream; see FORMAT.md. Numbers are big-endian. */
export const PRELUDE_BYTES = 198;
const MAGIC = Uint8Array.of(0x4b, 0x49, 0x53, 0x45, 0x4b, 0x49, 0x42, 0x00); // KISEKIB, 0
const VERSION = 1;
const SALT_AT = 24;
const ID_AT = 56;
const COMMITMENT_AT = 72;
const WRAPPED_AT = 104;
const CHECK_AT = 166;

/** Of what is inside the stream. */
const BODY_SCHEMA = 1;

/** What a backup's stream is sealed with, and as what. */
export interface BackupKey {
  readonly areaKey: AreaKey;
  readonly label: ObjectLabel;
}

/** Draw a key for one backup, and write down how a passphrase opens it. Cost: `passphraseKey`. */
export async function makePrelude(
  passphrase: string,
  cost: PassphraseCost,
  random?: RandomSource
): Promise<BackupKey & { readonly prelude: Uint8Array<ArrayBuffer> }> {
  const prelude = new Uint8Array(PRELUDE_BYTES);
  const view = new DataView(prelude.buffer);
  const salt = randomBytes(32, random);
  const id = randomBytes(16, random);
  const { key, commitment } = await passphraseKey(passphrase, salt, cost);
  prelude.set(MAGIC);
  view.setUint16(8, VERSION);
  view.setUint16(10, SUITE);
  view.setUint32(12, cost.memoryKiB);
  view.setUint32(16, cost.passes);
  view.setUint32(20, cost.lanes);
  prelude.set(salt, SALT_AT);
  prelude.set(id, ID_AT);
  prelude.set(commitment, COMMITMENT_AT);
  const secret = randomBytes(KEY_BYTES, random);
  prelude.set(await wrapSecret(key, secret.slice(), prelude.slice(0, WRAPPED_AT), random), WRAPPED_AT);
  prelude.set(await checkOf(prelude), CHECK_AT);
  return { prelude, ...(await backupKeyOf(secret, id)) };
}

/**
 * Open a prelude with a passphrase.
 *
 * @param prelude the file's first `PRELUDE_BYTES`, fewer if it has no more
 * @throws MiningError `not-a-backup` if it does not begin like one; `backup-newer`; `backup-truncated` if it is cut or changed;
 * `backup-passphrase` for another passphrase. Only a whole prelude costs an Argon2id.
 */
export async function openPrelude(prelude: Uint8Array<ArrayBuffer>, passphrase: string): Promise<BackupKey> {
  if (prelude.length < MAGIC.length || !sameBytes(prelude.subarray(0, MAGIC.length), MAGIC))
    throw new MiningError('not-a-backup');
  if (prelude.length < 12) throw new MiningError('backup-truncated');
  const view = new DataView(prelude.buffer, prelude.byteOffset);
  const [version, suite] = [view.getUint16(8), view.getUint16(10)];
  if (version !== VERSION || suite !== SUITE) throw new MiningError('backup-newer', { version, suite });
  if (prelude.length < PRELUDE_BYTES || !sameBytes(await checkOf(prelude), prelude.subarray(CHECK_AT))) {
    throw new MiningError('backup-truncated');
  }
  const cost = { memoryKiB: view.getUint32(12), passes: view.getUint32(16), lanes: view.getUint32(20) };
  if (!isBearable(cost)) throw new MiningError('backup-newer', { ...cost });
  if (passphrase === '') throw new MiningError('backup-passphrase');
  const { key, commitment } = await passphraseKey(passphrase, prelude.slice(SALT_AT, ID_AT), cost);
  if (!sameBytes(commitment, prelude.subarray(COMMITMENT_AT, WRAPPED_AT))) throw new MiningError('backup-passphrase');
  const secret = await unwrapSecret(key, prelude.subarray(WRAPPED_AT, CHECK_AT), prelude.slice(0, WRAPPED_AT));
  return backupKeyOf(secret, prelude.subarray(ID_AT, COMMITMENT_AT));
}

/** Tells a damaged beginning from a wrong passphrase, before anybody waits for Argon2id. It protects nothing. */
async function checkOf(prelude: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', prelude.subarray(0, CHECK_AT)));
}

/** @param secret zeroed */
async function backupKeyOf(secret: Uint8Array<ArrayBuffer>, id: Uint8Array): Promise<BackupKey> {
  return {
    areaKey: { key: await importSecret(secret), tenant: 'backup', areaId: hexOf(new Uint8Array(16)), epoch: 0 },
    label: { type: 'backup', schema: BODY_SCHEMA, version: 1, objectId: hexOf(id) }
  };
}
