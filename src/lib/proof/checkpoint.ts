import { fromBase64, toBase64 } from './byte-text';
import { equalBytes, hashBytes, type Hash } from './hashing';

/** Ed25519 over bytes. */
export type Sign = (bytes: Uint8Array) => Promise<Uint8Array>;

/** A public key with the name that it signs under. */
export interface Verifier {
  readonly name: string;
  /** 32 bytes, Ed25519 */
  readonly publicKey: Uint8Array;
}

/** The state of a tree. */
export interface Checkpoint {
  /** whose tree: `kiseki/audit/<tenant>` */
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

const ED25519 = 1;
const KEY_ID_BYTES = 4;
const SIGNATURE_BYTES = 64;

/** The origin of a tenant's tree, which is also the name of its key. */
export const originOf = (tenantId: string): string => `kiseki/audit/${tenantId}`;

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

const concat = (...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
};

/** The first 4 bytes of SHA-256 over name, line feed, algorithm, key. Source: C2SP signed-note, "Signature types". */
const keyIdOf = ({ name, publicKey }: Verifier): Uint8Array =>
  hashBytes(concat(utf8(`${name}\n`), Uint8Array.of(ED25519), publicKey)).slice(0, KEY_ID_BYTES);

/** The public key as one line, `name+id+key`. Source: C2SP signed-note, "Verifier keys". */
export function keyText(verifier: Verifier): string {
  const id = Array.from(keyIdOf(verifier), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${verifier.name}+${id}+${toBase64(concat(Uint8Array.of(ED25519), verifier.publicKey))}`;
}

/** @returns undefined where the line is no Ed25519 key with its own id */
export function parseKey(text: string): Verifier | undefined {
  const [name, id, rest] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text)?.slice(1) ?? [];
  const key = rest === undefined ? undefined : fromBase64(rest);
  if (key?.length !== 33 || key[0] !== ED25519) return undefined;
  const verifier = { name: name!, publicKey: key.slice(1) };
  return keyText(verifier).split('+')[1] === id ? verifier : undefined;
}

/** What is signed of a checkpoint. Source: C2SP tlog-checkpoint. */
export const checkpointText = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${toBase64(root)}\n`;

/** Sign a checkpoint: a C2SP signed note. */
export async function signCheckpoint(checkpoint: Checkpoint, verifier: Verifier, sign: Sign): Promise<string> {
  const text = checkpointText(checkpoint);
  const signature = concat(keyIdOf(verifier), await sign(utf8(text)));
  return `${text}\n\u2014 ${verifier.name} ${toBase64(signature)}\n`;
}

/** What a note says, whoever signed it; undefined where it is no checkpoint. */
export function parseCheckpoint(note: string): Checkpoint | undefined {
  const [origin, size, root] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([^\n]+)\n(?:[^\n]+\n)*\n\u2014 /.exec(note)?.slice(1) ?? [];
  const hash = root === undefined ? undefined : fromBase64(root);
  return hash?.length === 32 ? { origin: origin!, size: Number(size), root: hash } : undefined;
}

/** Whether `signature` is this key's over `bytes`. */
export async function verifySignature(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (publicKey.length !== 32 || signature.length !== SIGNATURE_BYTES) return false;
  const key = await crypto.subtle.importKey('raw', concat(publicKey), { name: 'Ed25519' }, false, ['verify']);
  return await crypto.subtle.verify({ name: 'Ed25519' }, key, concat(signature), concat(bytes));
}

/**
 * Check a signed checkpoint. Signatures of other keys are passed over, as the format asks.
 *
 * @returns what it says; undefined where it is none, or this key's signature is missing or wrong
 */
export async function verifyCheckpoint(note: string, verifier: Verifier): Promise<Checkpoint | undefined> {
  const checkpoint = parseCheckpoint(note);
  const split = note.indexOf('\n\n');
  if (!checkpoint || !note.endsWith('\n')) return undefined;
  const text = note.slice(0, split + 1);
  for (const line of note.slice(split + 2, -1).split('\n')) {
    const [name, encoded] = /^\u2014 (\S+) (\S+)$/.exec(line)?.slice(1) ?? [];
    const signature = encoded === undefined ? undefined : fromBase64(encoded);
    if (name !== verifier.name || signature?.length !== KEY_ID_BYTES + SIGNATURE_BYTES) continue;
    if (!equalBytes(signature.slice(0, KEY_ID_BYTES), keyIdOf(verifier))) continue;
    return (await verifySignature(verifier.publicKey, utf8(text), signature.slice(KEY_ID_BYTES))) ? checkpoint : undefined;
  }
  return undefined;
}
