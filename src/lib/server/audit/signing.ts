import { createPrivateKey, generateKeyPairSync, sign as signBytes, type KeyObject } from 'node:crypto';
import { toHex } from '$lib/proof/byte-text';
import { keyText, originOf, signCheckpoint, type Checkpoint, type Sign, type Verifier } from '$lib/proof/checkpoint';
import { TreeRange } from '$lib/proof/tree-range';
import { auditCheckpoint, auditKey, auditTree } from '$lib/server/db/schema';
import { inTenant, tenantOf, type Tx } from '$lib/server/db/transaction';
import type { Sealer } from '$lib/server/keys/sealer';

/** A tenant's key, ready to sign. */
export interface TreeSigner {
  readonly verifier: Verifier;
  readonly sign: Sign;
}

/** The last 32 bytes of an Ed25519 key's SubjectPublicKeyInfo are the key. */
const PUBLIC_KEY_BYTES = 32;

/** opened keys by public key: unsealing is not repeated for each signature */
const opened = new Map<string, KeyObject>();

const purposeOf = (tenantId: string): string => `audit_key.sealed_private_key/${tenantId}`;

/** Off the event loop: a long export signs a record at a time. */
const signerOf =
  (key: KeyObject): Sign =>
  (bytes) =>
    new Promise((resolve, reject) => {
      signBytes(null, bytes, key, (error, signature) => (error ? reject(error) : resolve(new Uint8Array(signature))));
    });

async function makeKey(tx: Tx, sealer: Sealer): Promise<void> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  await tx.db
    .insert(auditKey)
    .values({
      tenantId: tenantOf(tx),
      publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-PUBLIC_KEY_BYTES),
      sealedPrivateKey: sealer.seal(purposeOf(tenantOf(tx)), privateKey.export({ format: 'der', type: 'pkcs8' })),
      createdAt: tx.now
    })
    .onConflictDoNothing();
}

/** The key of the tenant entered, made when it is first asked for. */
export async function treeSigner(tx: Tx, sealer: Sealer): Promise<TreeSigner> {
  const read = () => tx.db.select().from(auditKey).where(inTenant(auditKey, tx));
  let [row] = await read();
  if (!row) {
    await makeKey(tx, sealer);
    [row] = await read();
  }
  const id = toHex(row!.publicKey);
  let key = opened.get(id);
  if (!key) {
    const der = Buffer.from(sealer.open(purposeOf(tenantOf(tx)), row!.sealedPrivateKey));
    key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    opened.set(id, key);
  }
  return { verifier: { name: originOf(tenantOf(tx)), publicKey: row!.publicKey }, sign: signerOf(key) };
}

/** The tree as it is now, in this transaction. */
export async function readTree(tx: Tx): Promise<TreeRange> {
  const [row] = await tx.db.select().from(auditTree).where(inTenant(auditTree, tx));
  const frontier = row?.frontier ?? new Uint8Array();
  const hashes = Array.from({ length: frontier.length / 32 }, (_, index) => frontier.slice(32 * index, 32 * index + 32));
  return new TreeRange(0, row?.size ?? 0, hashes);
}

/** A signed state of the tree. */
export interface SignedTree {
  readonly tree: Checkpoint;
  /** C2SP signed note */
  readonly checkpoint: string;
  /** the public key as a line */
  readonly key: string;
}

/** Sign the tree's present state, and keep what was signed. One that was signed before is given again as it was. */
export async function signTree(tx: Tx, sealer: Sealer): Promise<SignedTree> {
  const range = await readTree(tx);
  const signer = await treeSigner(tx, sealer);
  const tree = { origin: signer.verifier.name, size: range.end, root: range.root() };
  const key = keyText(signer.verifier);
  const checkpoint = await signCheckpoint(tree, signer.verifier, signer.sign);
  await tx.db
    .insert(auditCheckpoint)
    .values({ tenantId: tenantOf(tx), size: tree.size, root: tree.root, note: checkpoint, at: tx.now })
    .onConflictDoNothing();
  return { tree, checkpoint, key };
}
