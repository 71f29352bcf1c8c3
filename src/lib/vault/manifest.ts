/**
 * What a process area consists of at one version: the list of its parts, sealed like them, signed by the device, chained to the list before.
 * FORMAT.md has the layout.
 */
import { MiningError } from '$lib/model/errors';
import { openObject, type ByteSource, type SealedObject } from './container';
import { isSignedBy, signAs, type DeviceIdentity } from './device-identity';
import { bytesOfHex, hexOf } from './hex';
import { joined, type AreaKey } from './keys';
import type { ObjectLabel } from './object-header';
import type { RandomSource } from './random';
import { sealBytes } from './small-object';

/** Of the manifest's JSON; written into its header. */
const MANIFEST_SCHEMA = 1;
const SIGNATURE_BYTES = 64;

/** One part of an area, and how to know its object again. */
export interface PartEntry extends SealedObject {
  /** such as `core`, `column:3` */
  readonly name: string;
  readonly objectId: string;
  /** of the area when the object was written: it stands in the object's header */
  readonly version: number;
}

export interface Manifest {
  readonly version: number;
  /** seal of the manifest that this one follows; null for the first */
  readonly previous: Uint8Array | null;
  /** public key of the device that signed */
  readonly signer: Uint8Array;
  /** seal of the card that lies beside it in the catalogue */
  readonly card: Uint8Array;
  /** by name */
  readonly parts: ReadonlyMap<string, PartEntry>;
}

/** A manifest ready to be written, and what the catalogue keeps of it. */
export interface SealedManifest {
  readonly sealed: Uint8Array<ArrayBuffer>;
  readonly seal: Uint8Array;
}

/**
 * Sign and seal a manifest.
 *
 * @param objectId name of the file it goes to
 * @param content all but the signer, which is `identity`
 * @param random for test vectors alone
 */
export async function sealManifest(
  areaKey: AreaKey,
  objectId: string,
  identity: DeviceIdentity,
  content: Omit<Manifest, 'signer'>,
  random?: RandomSource
): Promise<SealedManifest> {
  const body = bodyOf(areaKey, { ...content, signer: identity.publicKey });
  const signature = await signAs(identity, signedMessage(areaKey, body));
  const bytes = new Uint8Array(SIGNATURE_BYTES + body.length);
  bytes.set(signature);
  bytes.set(body, SIGNATURE_BYTES);
  const label: ObjectLabel = { type: 'manifest', schema: MANIFEST_SCHEMA, version: content.version, objectId };
  return sealBytes(areaKey, label, bytes, random && { random });
}

/**
 * Open and verify a manifest.
 *
 * @param expected what the catalogue says of it
 * @param signer public key that must have signed it
 * @throws MiningError `object-damaged` if it is not that manifest, or another device's; `vault-newer`
 */
export async function openManifest(
  areaKey: AreaKey,
  expected: { readonly objectId: string; readonly version: number; readonly seal: Uint8Array },
  signer: Uint8Array,
  source: ByteSource
): Promise<Manifest> {
  const { objectId, version, seal } = expected;
  const object = await openObject(areaKey, { type: 'manifest', schema: MANIFEST_SCHEMA, version, objectId }, source, { seal });
  const bytes = await object.bytes();
  const body = bytes.subarray(SIGNATURE_BYTES);
  if (!(await isSignedBy(signer, bytes.subarray(0, SIGNATURE_BYTES), signedMessage(areaKey, body)))) throw damaged();
  const manifest = manifestOf(areaKey, body);
  if (manifest.version !== version || hexOf(manifest.signer) !== hexOf(signer)) throw damaged();
  return manifest;
}

const damaged = (): MiningError => new MiningError('object-damaged', { what: 'manifest' });

/** What is signed says what it is and whose, so that a signature is good for nothing else. */
function signedMessage({ tenant }: AreaKey, body: Uint8Array): Uint8Array {
  const head = joined('manifest/1', tenant, '');
  const message = new Uint8Array(head.length + body.length);
  message.set(head);
  message.set(body, head.length);
  return message;
}

function bodyOf({ areaId, epoch }: AreaKey, { version, previous, signer, card, parts }: Manifest): Uint8Array<ArrayBuffer> {
  const json = {
    area: areaId,
    epoch,
    version,
    previous: previous && hexOf(previous),
    signer: hexOf(signer),
    card: hexOf(card),
    parts: Array.from(parts.values(), (part) => ({
      name: part.name,
      object: part.objectId,
      version: part.version,
      size: part.sizeBytes,
      length: part.lengthBytes,
      seal: hexOf(part.seal)
    }))
  };
  return new TextEncoder().encode(JSON.stringify(json));
}

function manifestOf({ areaId, epoch }: AreaKey, body: Uint8Array): Manifest {
  const json = parsed(body);
  if (json.area !== areaId || json.epoch !== epoch || !Array.isArray(json.parts)) throw damaged();
  const parts = new Map(json.parts.map((part: unknown) => [fieldOf(part, 'name', isName), entryOf(part)]));
  if (parts.size !== json.parts.length) throw damaged();
  return {
    version: fieldOf(json, 'version', isCount),
    previous: json.previous === null ? null : bytesOfHex(fieldOf(json, 'previous', isSeal)),
    signer: bytesOfHex(fieldOf(json, 'signer', isSeal)),
    card: bytesOfHex(fieldOf(json, 'card', isSeal)),
    parts
  };
}

function entryOf(part: unknown): PartEntry {
  return {
    name: fieldOf(part, 'name', isName),
    objectId: fieldOf(part, 'object', isId),
    version: fieldOf(part, 'version', isCount),
    sizeBytes: fieldOf(part, 'size', isCount),
    lengthBytes: fieldOf(part, 'length', isCount),
    seal: bytesOfHex(fieldOf(part, 'seal', isSeal))
  };
}

function parsed(body: Uint8Array): Record<string, unknown> {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    if (typeof json === 'object' && json !== null) return json as Record<string, unknown>;
  } catch {
    // told below
  }
  throw damaged();
}

function fieldOf<T>(from: unknown, name: string, is: (value: unknown) => value is T): T {
  const value = typeof from === 'object' && from !== null ? (from as Record<string, unknown>)[name] : undefined;
  if (!is(value)) throw damaged();
  return value;
}

const isName = (value: unknown): value is string => typeof value === 'string' && value.length > 0;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{32}$/.test(value);
const isSeal = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
