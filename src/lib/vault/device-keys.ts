import { MiningError } from '$lib/model/errors';
import { makeIdentity, unwrapIdentity, type DeviceIdentity, type WrappedIdentity } from './device-identity';
import { deriveLocalKek, makeDeviceShare, unwrapAreaKey, type AreaEpoch, type AreaKey, type KeyOwner } from './keys';
import { randomId } from './random';
import type { Catalogue, CatalogueRow, VaultLocks } from './storage';

/** Held while a device's share or identity is made, so that two tabs do not make two. */
export const DEVICE_LOCK = 'kiseki-vault-device';

/** What a browser is known by in the derivation of keys: drawn once, kept in one value, so that neither is there without the other. */
interface Device {
  readonly deviceId: string;
  readonly share: CryptoKey;
}

/** The keys of an unlocked vault. To lock it is to forget this object. */
export class DeviceKeys {
  readonly #areaKeys = new Map<string, { readonly wrapped: Uint8Array; readonly key: Promise<AreaKey> }>();

  private constructor(
    readonly owner: KeyOwner,
    readonly kek: CryptoKey,
    readonly identity: DeviceIdentity,
    private readonly device: Device,
    private readonly stored: WrappedIdentity
  ) {}

  /**
   * Derive the keys of a user on this device; its share and the user's identity are made when first asked for.
   *
   * @param serverShare 32 bytes; null for a guest
   * @throws MiningError `object-damaged` if the identity was wrapped under another server share, or changed; `vault-newer`
   */
  static async of(
    catalogue: Catalogue,
    locks: VaultLocks,
    serverShare: Uint8Array | null,
    { tenant, user }: Pick<KeyOwner, 'tenant' | 'user'>
  ): Promise<DeviceKeys> {
    return locks.hold(DEVICE_LOCK, 'exclusive', async () => {
      const device = await deviceOf(catalogue);
      const owner = { tenant, user, deviceId: device.deviceId };
      const kek = await deriveLocalKek(device.share, serverShare, owner);
      const kept = (await catalogue.deviceValue(identityName(owner))) as WrappedIdentity | undefined;
      if (kept) return new DeviceKeys(owner, kek, await unwrapIdentity(kek, owner, kept), device, kept);
      const { identity, stored } = await makeIdentity(kek, owner);
      await catalogue.putDeviceValue(identityName(owner), stored);
      return new DeviceKeys(owner, kek, identity, device, stored);
    });
  }

  /**
   * What these keys hang on lies on the disk: to be called before anything sealed under them is acknowledged. Where the browser was told to
   * clear its storage meanwhile, share and identity are put back; else what is kept next could never be opened again.
   *
   * @throws MiningError `vault-write-failed` if another tab has made a new share since
   */
  async ensureKept(catalogue: Catalogue, locks: VaultLocks): Promise<void> {
    await locks.hold(DEVICE_LOCK, 'exclusive', async () => {
      const kept = (await catalogue.deviceValue('device')) as Device | undefined;
      if (kept && kept.deviceId !== this.device.deviceId) throw new MiningError('vault-write-failed', { device: 'other' });
      if (!kept) await catalogue.putDeviceValue('device', this.device);
      const name = identityName(this.owner);
      if ((await catalogue.deviceValue(name)) === undefined) await catalogue.putDeviceValue(name, this.stored);
    });
  }

  /** The key of a row's area, unwrapped once. @throws MiningError `object-damaged` if it is not ours to open; `vault-newer` */
  areaKey({ areaId, epoch, wrappedKey }: CatalogueRow): Promise<AreaKey> {
    const known = this.#areaKeys.get(areaId);
    if (known && sameWrapped(known.wrapped, wrappedKey)) return known.key;
    const where: AreaEpoch = { areaId, epoch };
    const key = unwrapAreaKey(this.kek, this.owner, where, wrappedKey);
    this.#areaKeys.set(areaId, { wrapped: wrappedKey, key });
    return key;
  }
}

const identityName = ({ tenant, user }: KeyOwner): string => `identity/${tenant}/${user}`;

async function deviceOf(catalogue: Catalogue): Promise<Device> {
  const kept = (await catalogue.deviceValue('device')) as Device | undefined;
  if (kept) return kept;
  const device: Device = { deviceId: randomId(), share: await makeDeviceShare() };
  await catalogue.putDeviceValue('device', device);
  return device;
}

/** Both are ciphertext: nothing is learnt from how long a comparison takes. */
const sameWrapped = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);

/** @returns whether the error says that a key is not ours to open, rather than that an object is damaged */
export function isKeyRefusal(thrown: unknown): boolean {
  return thrown instanceof MiningError && (thrown.code === 'vault-newer' || thrown.detail.what === 'key');
}
