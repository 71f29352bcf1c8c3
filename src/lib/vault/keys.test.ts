import { describe, expect, test, vi } from 'vitest';
import { MiningError } from '$lib/model/errors';
import { missingCrypto } from './crypto-support';
import { isSignedBy, makeIdentity, rewrapIdentity, signAs, unwrapIdentity } from './device-identity';
import { deriveLocalKek, makeAreaKey, makeDeviceShare, rewrapAreaKey, unwrapAreaKey, type KeyOwner } from './keys';
import { deriveObjectKeys } from './object-keys';
import { passphraseKey } from './passphrase-key';
import { randomId } from './random';
import { openBytes, sealBytes } from './small-object';
import { GUEST, guestKek, partLabel } from './vault-keys.fixture';

const where = { areaId: randomId(), epoch: 3 };
const MEMBER: KeyOwner = { ...GUEST, tenant: 'acme', user: 'ann' };
const kekOnce = guestKek();
const guestOnce = kekOnce.then((kek) => ({ kek, owner: GUEST }));
const madeOnce = kekOnce.then((kek) => makeAreaKey(kek, GUEST, where));
const identityOnce = kekOnce.then(async (kek) => (await makeIdentity(kek, GUEST)).stored);
const message = new TextEncoder().encode('a manifest');

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'opened',
    (thrown: unknown) => (thrown instanceof MiningError ? thrown.code : thrown)
  );

describe('the key of an area', () => {
  test('opens what was sealed with it, after it was wrapped and unwrapped', async () => {
    const kek = await guestKek();
    const { areaKey, wrapped } = await makeAreaKey(kek, GUEST, where);
    const label = partLabel();
    const { sealed } = await sealBytes(areaKey, label, message);
    const again = await unwrapAreaKey(kek, GUEST, where, wrapped);
    expect(again.tenant).toBe('guest');
    expect(await openBytes(again, label, sealed)).toEqual(message);
  });

  test('opens for its own area, epoch, tenant and device alone, and under its own key', async () => {
    const kek = await guestKek();
    const { wrapped } = await makeAreaKey(kek, GUEST, where);
    const other = await guestKek();
    const refused = [
      () => unwrapAreaKey(other, GUEST, where, wrapped),
      () => unwrapAreaKey(kek, GUEST, { ...where, areaId: randomId() }, wrapped),
      () => unwrapAreaKey(kek, GUEST, { ...where, epoch: 4 }, wrapped),
      () => unwrapAreaKey(kek, { ...GUEST, tenant: 'acme' }, where, wrapped),
      () => unwrapAreaKey(kek, { ...GUEST, deviceId: randomId() }, where, wrapped)
    ];
    for (const attempt of refused) expect(await codeOf(attempt())).toBe('object-damaged');
  });

  test('opens with no byte of it changed and no byte of it missing', async () => {
    const kek = await guestKek();
    const { wrapped } = await makeAreaKey(kek, GUEST, where);
    for (let at = 0; at < wrapped.length; at++) {
      const changed = wrapped.slice();
      changed[at]! ^= 1;
      expect(await codeOf(unwrapAreaKey(kek, GUEST, where, changed))).toBe(at < 2 ? 'vault-newer' : 'object-damaged');
      expect(await codeOf(unwrapAreaKey(kek, GUEST, where, wrapped.subarray(0, at)))).toBe('object-damaged');
    }
  });

  test('comes from a guest to an account without an object sealed anew', async () => {
    const share = await makeDeviceShare();
    const serverShare = crypto.getRandomValues(new Uint8Array(32));
    const guest = { kek: await deriveLocalKek(share, null, GUEST), owner: GUEST };
    const member = { kek: await deriveLocalKek(share, serverShare, MEMBER), owner: MEMBER };
    const { areaKey, wrapped } = await makeAreaKey(guest.kek, GUEST, where);
    const label = partLabel();
    const { sealed } = await sealBytes(areaKey, label, message);

    const anew = await rewrapAreaKey(guest, member, where, wrapped);
    const opened = await unwrapAreaKey(member.kek, MEMBER, where, anew);
    expect(await openBytes(opened, label, sealed)).toEqual(message);
    expect(await codeOf(unwrapAreaKey(guest.kek, GUEST, where, anew))).toBe('object-damaged');
    // the device alone does not open it, nor does another server share
    const others = [null, new Uint8Array(32), crypto.getRandomValues(new Uint8Array(32))];
    for (const other of others) {
      const kek = await deriveLocalKek(share, other, MEMBER);
      expect(await codeOf(unwrapAreaKey(kek, MEMBER, where, anew))).toBe('object-damaged');
    }
  });
});

describe('the identity of a device', () => {
  test('signs what its public key verifies, and nothing else', async () => {
    const kek = await guestKek();
    const { identity, stored } = await makeIdentity(kek, GUEST);
    const signature = await signAs(identity, message);
    expect(await isSignedBy(stored.publicKey, signature, message)).toBe(true);
    expect(await isSignedBy(stored.publicKey, signature, message.subarray(1))).toBe(false);
    expect(await isSignedBy(stored.publicKey, signature.subarray(1), message)).toBe(false);
    expect(await isSignedBy(new Uint8Array(5), signature, message)).toBe(false);
    const other = await makeIdentity(kek, GUEST);
    expect(await isSignedBy(other.stored.publicKey, signature, message)).toBe(false);
    const again = await unwrapIdentity(kek, GUEST, stored);
    expect(await signAs(again, message)).toEqual(signature); // Ed25519 draws nothing
  });

  test('opens for its owner alone, and beside its own public key', async () => {
    const kek = await guestKek();
    const { stored } = await makeIdentity(kek, GUEST);
    const other = await makeIdentity(kek, GUEST);
    expect(await codeOf(unwrapIdentity(await guestKek(), GUEST, stored))).toBe('object-damaged');
    expect(await codeOf(unwrapIdentity(kek, MEMBER, stored))).toBe('object-damaged');
    const mixed = { ...stored, publicKey: other.stored.publicKey };
    expect(await codeOf(unwrapIdentity(kek, GUEST, mixed))).toBe('object-damaged');
  });

  test('stays the same when a guest signs in', async () => {
    const [guest, member] = [
      { kek: await guestKek(), owner: GUEST },
      { kek: await guestKek(), owner: MEMBER }
    ];
    const { identity, stored } = await makeIdentity(guest.kek, GUEST);
    const anew = await unwrapIdentity(member.kek, MEMBER, await rewrapIdentity(guest, member, stored));
    expect(await signAs(anew, message)).toEqual(await signAs(identity, message));
  });
});

test('nothing that stays gives its bytes out', async () => {
  const share = await makeDeviceShare();
  const kek = await deriveLocalKek(share, null, GUEST);
  const { areaKey } = await makeAreaKey(kek, GUEST, where);
  const { identity } = await makeIdentity(kek, GUEST);
  for (const key of [share, kek, areaKey.key, identity.privateKey]) {
    expect(key.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
    await expect(crypto.subtle.exportKey('pkcs8', key)).rejects.toThrow();
  }
});

describe('raw secrets are zeroed when their use is over', () => {
  /** Every buffer that WebCrypto is given as a secret, or gives out as one, while `work` runs. */
  async function secretsOf(work: () => Promise<unknown>): Promise<Uint8Array[]> {
    const seen: Uint8Array[] = [];
    const { subtle } = crypto;
    type Call = (...args: unknown[]) => Promise<unknown>;
    const watch = (call: 'importKey' | 'encrypt' | 'decrypt' | 'deriveBits', see: (args: unknown[], result: unknown) => void) => {
      const original = (subtle[call] as Call).bind(subtle);
      return vi.spyOn(subtle, call).mockImplementation(async (...args: unknown[]) => {
        const result = await original(...args);
        see(args, result);
        return result as never;
      });
    };
    const spies = [
      watch('importKey', ([format, bytes]) => format === 'raw' && seen.push(bytes as Uint8Array)),
      watch('encrypt', ([, , plain]) => seen.push(plain as Uint8Array)),
      watch('decrypt', (_, plain) => seen.push(new Uint8Array(plain as ArrayBuffer))),
      // what follows the key is no secret
      watch('deriveBits', (_, bits) => seen.push(new Uint8Array(bits as ArrayBuffer, 0, 32)))
    ];
    try {
      await work();
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
    return seen;
  }

  test.each<[string, number, () => Promise<unknown>]>([
    ['a share', 1, () => makeDeviceShare()],
    ['a key of an area made', 2, async () => makeAreaKey(await kekOnce, GUEST, where)],
    ['one unwrapped', 2, async () => unwrapAreaKey(await kekOnce, GUEST, where, (await madeOnce).wrapped)],
    ['one wrapped anew', 2, async () => rewrapAreaKey(await guestOnce, await guestOnce, where, (await madeOnce).wrapped)],
    ['an identity wrapped anew', 2, async () => rewrapIdentity(await guestOnce, await guestOnce, await identityOnce)],
    ['the keys of an object', 2, async () => deriveObjectKeys((await madeOnce).areaKey.key, new Uint8Array(32))],
    ['the key of a passphrase', 3, () => passphraseKey('x', new Uint8Array(32), { memoryKiB: 8, passes: 1, lanes: 1 })]
  ])('%s', async (_, count, work) => {
    await Promise.all([kekOnce, madeOnce, guestOnce, identityOnce]);
    const seen = await secretsOf(work);
    expect(seen.length).toBe(count);
    for (const secret of seen) {
      expect(secret.length).toBeGreaterThanOrEqual(32);
      expect(secret.every((byte) => byte === 0)).toBe(true);
    }
  });
});

test('names that would run into one another are refused', async () => {
  const share = await makeDeviceShare();
  await expect(deriveLocalKek(share, null, { ...GUEST, user: 'a|b' })).rejects.toThrow(RangeError);
  await expect(deriveLocalKek(share, new Uint8Array(31), GUEST)).rejects.toThrow(RangeError);
});

describe('what a browser lacks', () => {
  test('nothing, here', async () => expect(await missingCrypto()).toBeNull());

  test.each([
    ['generateKey', 'ed25519'],
    ['deriveKey', 'hkdf'],
    ['encrypt', 'aes-gcm']
  ] as const)('without %s it is %s', async (call, part) => {
    const spy = vi.spyOn(crypto.subtle, call).mockRejectedValue(new DOMException('no', 'NotSupportedError'));
    expect(await missingCrypto()).toBe(part);
    spy.mockRestore();
  });

  test('a signature that does not verify', async () => {
    const spy = vi.spyOn(crypto.subtle, 'verify').mockResolvedValue(false);
    expect(await missingCrypto()).toBe('ed25519');
    spy.mockRestore();
  });

  test('all of it, where the page is not a secure context', async () => {
    vi.stubGlobal('crypto', { getRandomValues: (into: Uint8Array) => into });
    expect(await missingCrypto()).toBe('subtle');
    vi.stubGlobal('crypto', undefined);
    expect(await missingCrypto()).toBe('random');
    vi.unstubAllGlobals();
  });
});
