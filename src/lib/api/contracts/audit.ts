import * as v from 'valibot';
import { contract } from '../contract';
import { Id, Instant, PageQuery, pageOf } from '../shapes';

const whole = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max));
const WholeText = v.pipe(v.string(), v.regex(/^(?:0|[1-9]\d{0,14})$/), v.transform(Number));
const FilterText = v.pipe(v.string(), v.maxLength(200));

/** What is asked for of the audit; an entry must match all that is given. */
export const AuditQuery = v.object({
  ...PageQuery.entries,
  /** at or after */
  from: v.optional(Instant),
  /** before */
  to: v.optional(Instant),
  /** part of the actor's name */
  actor: v.optional(FilterText),
  action: v.optional(FilterText),
  result: v.optional(v.picklist(['ok', 'refused', 'failed'])),
  /** part of the name, the target, the address or the detail */
  text: v.optional(FilterText)
});
export type AuditQuery = v.InferOutput<typeof AuditQuery>;

/** One entry of the audit. */
export const AuditRow = v.object({
  /** the leaf's index in the tree */
  seq: v.number(),
  at: Instant,
  actorKind: v.picklist(['user', 'operator', 'system', 'nobody']),
  actorId: v.nullable(Id),
  actorName: v.string(),
  role: v.string(),
  deviceId: v.nullable(Id),
  address: v.string(),
  action: v.string(),
  targetKind: v.string(),
  targetId: v.string(),
  targetName: v.string(),
  result: v.picklist(['ok', 'refused', 'failed']),
  detail: v.record(v.string(), v.union([v.string(), v.number(), v.boolean(), v.null(), v.array(v.string())])),
  /** its time was over: what it said is gone */
  erased: v.boolean(),
  /** hex */
  leafHash: v.string()
});
export type AuditRow = v.InferOutput<typeof AuditRow>;

/** A signed state of the tree, and the public key that it is checked with. */
export const SignedCheckpoint = v.object({
  /** C2SP signed note */
  checkpoint: v.string(),
  /** C2SP verifier key, one line */
  key: v.string()
});
export type SignedCheckpoint = v.InferOutput<typeof SignedCheckpoint>;

/** At or after `from`, before `to`; everything where neither is given. */
export const AuditRange = v.object({ from: v.optional(Instant), to: v.optional(Instant) });
export type AuditRange = v.InferOutput<typeof AuditRange>;

const READERS = { who: 'user', roles: ['admin', 'auditor'] } as const;

export const auditList = contract({
  method: 'GET',
  path: '/api/v1/audit',
  summary: "The tenant's audit, newest first.",
  guard: READERS,
  query: AuditQuery,
  reply: pageOf(AuditRow)
});

export const auditExport = contract({
  method: 'GET',
  path: '/api/v1/audit/export',
  summary: "The tenant's audit of a time as a CSV file that can be verified by itself. The download is audited.",
  guard: READERS,
  query: AuditRange,
  reply: 'stream'
});

export const auditCheckpoint = contract({
  method: 'GET',
  path: '/api/v1/audit/checkpoint',
  summary: "The signed present state of the tenant's audit.",
  guard: { who: 'user' },
  reply: SignedCheckpoint
});

export const auditConsistency = contract({
  method: 'GET',
  path: '/api/v1/audit/consistency',
  summary: 'Hashes (hex) that prove the tree of `size` entries to begin with the tree of `from` entries.',
  guard: { who: 'user' },
  query: v.object({ from: WholeText, size: WholeText }),
  reply: v.object({ proof: v.array(v.string()) }),
  errors: ['not-found']
});

export const auditInclusion = contract({
  method: 'GET',
  path: '/api/v1/audit/inclusion',
  summary: 'Hashes (hex) that prove an entry to be in the tree of `size` entries.',
  guard: { who: 'user' },
  query: v.object({ seq: WholeText, size: WholeText }),
  reply: v.object({ leafHash: v.string(), proof: v.array(v.string()) }),
  errors: ['not-found']
});

/** The most entries that one batch brings. */
export const BATCH_ENTRIES = 500;

/** What a client may tell of the work on its device. No names, no values: ids, counts and sizes. */
export const CLIENT_ACTIONS = [
  'log.imported',
  'log.exported',
  'log.opened',
  'log.deleted',
  'log.shared',
  'log.backed-up',
  'log.restored'
] as const;

/** One act on a device, as its client tells it. */
export const ClientEntry = v.strictObject({
  /** counts the device's entries; the same one sent twice is kept once */
  seq: whole(Number.MAX_SAFE_INTEGER),
  /** by the device's clock */
  at: Instant,
  action: v.picklist(CLIENT_ACTIONS),
  areaId: v.optional(Id),
  /** the sealed object on the device */
  logId: v.optional(Id),
  result: v.optional(v.picklist(['ok', 'refused', 'failed'])),
  format: v.optional(v.picklist(['csv', 'xes', 'xlsx', 'parquet', 'ocel', 'kiseki', 'png', 'svg'])),
  events: v.optional(whole(Number.MAX_SAFE_INTEGER)),
  cases: v.optional(whole(Number.MAX_SAFE_INTEGER)),
  sizeBytes: v.optional(whole(Number.MAX_SAFE_INTEGER))
});
export type ClientEntry = v.InferOutput<typeof ClientEntry>;

export const auditBatch = contract({
  method: 'POST',
  path: '/api/v1/audit/batch',
  summary: 'Acts on a device, told by its client. Sending them again changes nothing and gives the same places.',
  guard: { who: 'user' },
  body: v.strictObject({
    deviceId: Id,
    entries: v.pipe(v.array(ClientEntry), v.minLength(1), v.maxLength(BATCH_ENTRIES))
  }),
  bodyLimit: 262_144,
  isRepeatable: true,
  reply: v.object({
    ...SignedCheckpoint.entries,
    /** where each is in the tree, in the order of the batch */
    positions: v.array(v.object({ seq: v.number(), index: v.number() }))
  }),
  errors: ['conflict']
});

export const operatorAuditList = contract({
  method: 'GET',
  path: '/api/v1/operator/audit',
  summary: "The service's own audit: what operators did, newest first.",
  guard: { who: 'operator' },
  query: AuditQuery,
  reply: pageOf(AuditRow)
});

export const operatorAuditExport = contract({
  method: 'GET',
  path: '/api/v1/operator/audit/export',
  summary: "The service's own audit of a time as a CSV file that can be verified by itself. The download is audited.",
  guard: { who: 'operator' },
  query: AuditRange,
  reply: 'stream'
});
