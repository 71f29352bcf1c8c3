import { openObject, sealObject, type ExpectedObject, type SealedObject, type SealOptions } from './container';
import type { AreaKey } from './keys';
import type { ObjectLabel } from './object-header';

/** Seal a small object in memory: a card, a manifest. */
export async function sealBytes(
  areaKey: AreaKey,
  label: ObjectLabel,
  bytes: Uint8Array,
  options: SealOptions = {}
): Promise<SealedObject & { readonly sealed: Uint8Array<ArrayBuffer> }> {
  const parts: Uint8Array[] = [];
  const object = await sealObject(areaKey, label, [bytes], { write: (part) => void parts.push(part.slice()) }, options);
  const sealed = new Uint8Array(object.sizeBytes);
  let at = 0;
  for (const part of parts) {
    sealed.set(part, at);
    at += part.length;
  }
  return { ...object, sealed };
}

/** Open a small object that is in memory. @throws MiningError as `openObject` and its `bytes` */
export async function openBytes(
  areaKey: AreaKey,
  label: ObjectLabel,
  sealed: Uint8Array,
  expected?: ExpectedObject
): Promise<Uint8Array<ArrayBuffer>> {
  const read = (into: Uint8Array, at: number): number => {
    const part = sealed.subarray(at, at + into.length);
    into.set(part);
    return part.length;
  };
  return (await openObject(areaKey, label, { sizeBytes: sealed.length, read }, expected)).bytes();
}
