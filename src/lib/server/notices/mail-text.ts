import type { NoticeKind, NoticeSeverity, NoticeStatus } from '$lib/api/contracts/notices';
import type { notice, noticeEntry } from '$lib/server/db/schema';

type Both = { readonly ja: string; readonly en: string };

// the words of mails are the server's: it knows nothing of the page's messages
const KINDS: Readonly<Record<NoticeKind, Both>> = {
  vulnerability: { ja: '脆弱性', en: 'Vulnerability' },
  maintenance: { ja: 'メンテナンス', en: 'Maintenance' },
  change: { ja: '変更', en: 'Change' },
  incident: { ja: '障害', en: 'Incident' }
};
const SEVERITIES: Readonly<Record<NoticeSeverity, Both>> = {
  low: { ja: '低', en: 'low' },
  medium: { ja: '中', en: 'medium' },
  high: { ja: '高', en: 'high' },
  critical: { ja: '緊急', en: 'critical' }
};
const STATUSES: Readonly<Record<NoticeStatus, Both>> = {
  announced: { ja: '告知', en: 'announced' },
  investigating: { ja: '調査中', en: 'investigating' },
  identified: { ja: '原因を特定', en: 'cause identified' },
  mitigated: { ja: '暫定対応済み', en: 'mitigated' },
  monitoring: { ja: '経過観察中', en: 'monitoring' },
  resolved: { ja: '解決', en: 'resolved' }
};

/** `2026-11-24 18:00 JST` and the like, minutes only. */
const inTokyo = (at: Date): string =>
  `${new Date(at.getTime() + 9 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')} (JST)`;
const inUtc = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} (UTC)`;

/** One line, whatever stands in it: a subject is a header. */
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ');

/**
 * The mail about a notice: plain text, Japanese first, English below.
 *
 * @param entry how far the countermeasure is now; its text may be empty
 */
export function noticeMail(
  told: typeof notice.$inferSelect,
  entry: typeof noticeEntry.$inferSelect
): { readonly subject: string; readonly text: string } {
  const period = (at: (instant: Date) => string): string =>
    [told.startsAt, told.endsAt].map((instant) => (instant ? at(instant) : '')).join(' – ');
  const isTimed = told.startsAt !== null || told.endsAt !== null;
  const ja = [
    told.titleJa,
    '',
    `種別: ${KINDS[told.kind].ja}`,
    `深刻度: ${SEVERITIES[told.severity].ja}`,
    ...(told.affectedVersions ? [`対象バージョン: ${told.affectedVersions}`] : []),
    ...(isTimed ? [`日時: ${period(inTokyo)}`] : []),
    `状況: ${STATUSES[entry.status].ja}（${inTokyo(entry.at)}）`,
    ...(entry.textJa ? ['', entry.textJa] : []),
    '',
    told.bodyJa
  ];
  const en = [
    told.titleEn,
    '',
    `Kind: ${KINDS[told.kind].en}`,
    `Severity: ${SEVERITIES[told.severity].en}`,
    ...(told.affectedVersions ? [`Affected versions: ${told.affectedVersions}`] : []),
    ...(isTimed ? [`When: ${period(inUtc)}`] : []),
    `State: ${STATUSES[entry.status].en} (${inUtc(entry.at)})`,
    ...(entry.textEn ? ['', entry.textEn] : []),
    '',
    told.bodyEn
  ];
  const subject = `[Kiseki] ${KINDS[told.kind].ja}: ${told.titleJa} / ${KINDS[told.kind].en}: ${told.titleEn}`;
  return { subject: oneLine(subject), text: [...ja, '', '----', '', ...en, ''].join('\n') };
}
