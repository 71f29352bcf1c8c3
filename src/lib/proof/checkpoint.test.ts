import { generateKeyPairSync, sign as signBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fromBase64 } from './byte-text';
import {
  keyText,
  originOf,
  parseCheckpoint,
  parseKey,
  signCheckpoint,
  verifyCheckpoint,
  verifySignature,
  type Verifier
} from './checkpoint';
import { leafHash } from './hashing';

function keyPair(name: string): { verifier: Verifier; sign: (bytes: Uint8Array) => Promise<Uint8Array> } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
  return {
    verifier: { name, publicKey: raw },
    sign: (bytes) => Promise.resolve(new Uint8Array(signBytes(null, bytes, privateKey)))
  };
}

const origin = originOf('11111111-2222-3333-4444-555555555555');
const ours = keyPair(origin);
const tree = { origin, size: 1234, root: leafHash(Uint8Array.of(1)) };

describe('signed notes', () => {
  test("the example of Go's note package, which C2SP wrote down, is read and verifies", async () => {
    const key = parseKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')!;
    expect(keyText(key)).toBe('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
    const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const signature = fromBase64('x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=')!;
    expect(await verifySignature(key.publicKey, new TextEncoder().encode(text), signature.slice(4))).toBe(true);
  });

  test('a key with a wrong id, algorithm or length is none', () => {
    const text = keyText(ours.verifier);
    expect(parseKey(text)).toEqual(ours.verifier);
    for (const wrong of [
      text.replace('+', '+0').slice(0, -1),
      text.replace(/\+[0-9a-f]{8}\+/, '+00000000+'),
      text.slice(0, -4),
      ''
    ])
      expect(parseKey(wrong)).toBeUndefined();
  });
});

describe('checkpoints', () => {
  test('what was signed verifies, among the signatures of others too', async () => {
    const note = await signCheckpoint(tree, ours.verifier, ours.sign);
    expect(await verifyCheckpoint(note, ours.verifier)).toEqual(tree);
    const witness = keyPair('witness.example');
    const other = (await signCheckpoint(tree, witness.verifier, witness.sign)).split('\n').at(-2)!;
    expect(await verifyCheckpoint(note.replace('\n\n', `\n\n${other}\n`), ours.verifier)).toEqual(tree);
  });

  test('no byte of one can be changed', async () => {
    const note = await signCheckpoint(tree, ours.verifier, ours.sign);
    const letters = [...note];
    for (let at = 0; at < letters.length; at++) {
      const changed = letters.with(at, letters[at] === 'A' ? 'B' : 'A').join('');
      expect(await verifyCheckpoint(changed, ours.verifier), `${at}`).toBeUndefined();
    }
  });

  test("another key's, or none, is refused", async () => {
    const other = keyPair(origin);
    expect(await verifyCheckpoint(await signCheckpoint(tree, other.verifier, other.sign), ours.verifier)).toBeUndefined();
    expect(await verifyCheckpoint('', ours.verifier)).toBeUndefined();
    expect(parseCheckpoint(`${origin}\n-1\nAAAA\n\n\u2014 x y\n`)).toBeUndefined();
  });
});
