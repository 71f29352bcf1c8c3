import * as v from 'valibot';
import { contract } from '../contract';
import { Id, Instant, line, Nothing, prose } from '../shapes';
import { Notice, NoticeKind, NoticeSeverity, NoticeStatus } from './notices';

/** A notice with whom it is for. */
export const OperatorNotice = v.object({
  ...Notice.entries,
  /** null: all tenants */
  tenantIds: v.nullable(v.array(Id)),
  forGuests: v.boolean(),
  withdrawnAt: v.nullable(Instant),
  mails: v.object({ waiting: v.number(), sent: v.number(), givenUp: v.number() })
});
export type OperatorNotice = v.InferOutput<typeof OperatorNotice>;

const BothLines = v.strictObject({ ja: line(200), en: line(200) });
const BothTexts = v.strictObject({ ja: prose(8000), en: prose(8000) });

/** What the operator writes. */
export const NoticeDraft = v.strictObject({
  kind: NoticeKind,
  severity: NoticeSeverity,
  affectedVersions: v.optional(v.union([v.literal(''), line(200)]), ''),
  title: BothLines,
  body: BothTexts,
  startsAt: v.optional(v.nullable(Instant), null),
  endsAt: v.optional(v.nullable(Instant), null),
  tenantIds: v.nullable(v.pipe(v.array(Id), v.minLength(1), v.maxLength(1000))),
  forGuests: v.optional(v.boolean(), false),
  status: NoticeStatus
});
export type NoticeDraft = v.InferOutput<typeof NoticeDraft>;

export const operatorNoticesGet = contract({
  method: 'GET',
  path: '/api/v1/operator/notices',
  summary: 'All notices, newest first.',
  guard: { who: 'operator' },
  reply: v.object({ items: v.array(OperatorNotice) })
});

export const operatorNoticePost = contract({
  method: 'POST',
  path: '/api/v1/operator/notices',
  summary: 'Publish a notice: on the top screen of its tenants, and by mail to their contract addresses.',
  guard: { who: 'operator' },
  body: NoticeDraft,
  reply: v.object({ noticeId: Id, mails: v.number() })
});

export const operatorNoticeEntryPost = contract({
  method: 'POST',
  path: '/api/v1/operator/notices/[noticeId]/entries',
  summary: 'Tell how far the countermeasure is; everybody is shown the notice again.',
  guard: { who: 'operator' },
  body: v.strictObject({ status: NoticeStatus, text: BothTexts, byMail: v.optional(v.boolean(), true) }),
  reply: v.object({ revision: v.number(), mails: v.number() })
});

export const operatorNoticeWithdrawalPut = contract({
  method: 'PUT',
  path: '/api/v1/operator/notices/[noticeId]/withdrawal',
  summary: 'Withdraw a notice: nobody is shown it any more.',
  guard: { who: 'operator' },
  reply: Nothing
});
