import * as v from 'valibot';
import { contract } from '../contract';
import { Id, Instant, Nothing } from '../shapes';

export const NOTICE_KINDS = ['vulnerability', 'maintenance', 'change', 'incident'] as const;
export const NOTICE_SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
/** How far the countermeasure is; of a maintenance, how far the work is. */
export const NOTICE_STATUSES = ['announced', 'investigating', 'identified', 'mitigated', 'monitoring', 'resolved'] as const;

export const NoticeKind = v.picklist(NOTICE_KINDS);
export type NoticeKind = v.InferOutput<typeof NoticeKind>;
export const NoticeSeverity = v.picklist(NOTICE_SEVERITIES);
export type NoticeSeverity = v.InferOutput<typeof NoticeSeverity>;
export const NoticeStatus = v.picklist(NOTICE_STATUSES);
export type NoticeStatus = v.InferOutput<typeof NoticeStatus>;

/** What is told, in both languages; entries newest first. */
export const Notice = v.object({
  noticeId: Id,
  kind: NoticeKind,
  severity: NoticeSeverity,
  affectedVersions: v.string(),
  title: v.object({ ja: v.string(), en: v.string() }),
  body: v.object({ ja: v.string(), en: v.string() }),
  startsAt: v.nullable(Instant),
  endsAt: v.nullable(Instant),
  publishedAt: Instant,
  updatedAt: Instant,
  revision: v.number(),
  entries: v.array(v.object({ at: Instant, status: NoticeStatus, text: v.object({ ja: v.string(), en: v.string() }) }))
});
export type Notice = v.InferOutput<typeof Notice>;

/** For a user: whether this revision was taken note of. */
export const UsersNotice = v.object({ ...Notice.entries, acknowledged: v.boolean() });
export type UsersNotice = v.InferOutput<typeof UsersNotice>;

export const noticesGet = contract({
  method: 'GET',
  path: '/api/v1/notices',
  summary: 'The notices for the user’s tenant, newest first.',
  guard: { who: 'user' },
  reply: v.object({ items: v.array(UsersNotice) })
});

export const guestNoticesGet = contract({
  method: 'GET',
  path: '/api/v1/guest-notices',
  summary: 'The notices that are told to people without an account too.',
  guard: { who: 'anyone' },
  reply: v.object({ items: v.array(Notice) })
});

export const noticeAcknowledgementPut = contract({
  method: 'PUT',
  path: '/api/v1/notices/[noticeId]/acknowledgement',
  summary: 'Take note of a revision of a notice.',
  guard: { who: 'user' },
  body: v.strictObject({ revision: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  reply: Nothing,
  errors: ['stale']
});
