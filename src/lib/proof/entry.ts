import { leafHash, type Hash } from './hashing';

/** What an entry may say besides its fixed fields. */
export type EntryDetail = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/**
 * One entry of the audit as it is hashed. [Note: Audit entry] Its bytes are written down in FORMAT.md; a field added is a new version.
 * The number of an entry is its leaf's index in the tree, and so no part of it.
 */
export interface AuditEntry {
  readonly tenantId: string;
  /** RFC 3339, UTC, milliseconds */
  readonly at: string;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly role: string;
  readonly deviceId: string | null;
  readonly address: string;
  readonly action: string;
  readonly targetKind: string;
  readonly targetId: string;
  readonly targetName: string;
  readonly result: string;
  readonly detail: EntryDetail;
}

/** What neither a store nor UTF-8 can hold becomes U+FFFD: NUL and halves of surrogate pairs. */
export function storableText(text: string): string {
  return text.replace(/\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

/** A detail with keys in order and text that can be stored: what is hashed, stored and exported. */
export function canonicalDetail(detail: EntryDetail): EntryDetail {
  const clean = (value: EntryDetail[string]): EntryDetail[string] =>
    typeof value === 'string' ? storableText(value) : Array.isArray(value) ? value.map(storableText) : value;
  const pairs = Object.entries(detail).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    pairs.map(([key, value]) => [storableText(key), clean(value)] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  );
}

/** The detail's text: JSON by RFC 8785. Keys that look like array indices would be put first by JavaScript, so it is written here. */
export function detailText(detail: EntryDetail): string {
  const pairs = Object.entries(canonicalDetail(detail)).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
}

/** The bytes of an entry: JSON by RFC 8785 (sorted keys, no spaces, ECMAScript's numbers), in UTF-8. See [Note: Audit entry]. */
export function entryBytes(entry: AuditEntry): Uint8Array {
  const text = (value: string | null): string => (value === null ? 'null' : JSON.stringify(storableText(value)));
  const json =
    `{"action":${text(entry.action)},"actorId":${text(entry.actorId)},"actorKind":${text(entry.actorKind)}` +
    `,"actorName":${text(entry.actorName)},"address":${text(entry.address)},"at":${text(entry.at)}` +
    `,"detail":${detailText(entry.detail)},"deviceId":${text(entry.deviceId)},"result":${text(entry.result)}` +
    `,"role":${text(entry.role)},"targetId":${text(entry.targetId)},"targetKind":${text(entry.targetKind)}` +
    `,"targetName":${text(entry.targetName)},"tenantId":${text(entry.tenantId)},"v":1}`;
  return new TextEncoder().encode(json);
}

/** The leaf of an entry in its tenant's tree. */
export const entryHash = (entry: AuditEntry): Hash => leafHash(entryBytes(entry));
