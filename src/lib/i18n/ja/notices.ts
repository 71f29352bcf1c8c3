import type { notices as en } from '../en/notices';
import type { Shape } from '../messages';

export const notices: Shape<typeof en> = {
  title: 'お知らせ',
  bell: (n: number) => (n === 0 ? 'お知らせ' : `お知らせ：未確認${n}件`),
  none: 'お知らせはありません。',
  all: 'すべてのお知らせ',
  acknowledge: '確認しました',
  acknowledged: '確認済み',
  affected: (versions: string) => `対象バージョン：${versions}`,
  when: (from: string, to: string) => `${from}から${to}まで`,
  updated: (at: string) => `${at}現在`,
  history: 'これまでの経過',
  kinds: { vulnerability: '脆弱性', maintenance: 'メンテナンス', change: '変更', incident: '障害' },
  severities: { low: '低', medium: '中', high: '高', critical: '緊急' },
  statuses: {
    announced: '告知',
    investigating: '調査中',
    identified: '原因を特定',
    mitigated: '暫定対応済み',
    monitoring: '経過観察中',
    resolved: '解決'
  }
};
