import type { audit as en } from '../en/audit';
import type { Shape } from '../messages';
import { auditActions } from './audit-actions';

export const audit: Shape<typeof en> = {
  title: '監査記録',
  lead: '誰が、いつ、どこから、何をしたか。記録は変更できず、書き出したファイルは誰でも検証できます。',
  export: '書き出し',
  more: 'さらに古い記録を表示',
  none: '該当する記録はありません。',
  noneNext: '期間を長くするか、絞り込みを解除してください。',
  asking: '監査記録を読み込んでいます…',
  shown: (count, zone) => `${count}件、時刻は${zone}（下段はUTC）`,
  shownMore: (count, zone) => `最新の${count}件、時刻は${zone}（下段はUTC）`,
  filters: {
    time: '期間',
    actor: '操作した人',
    actorHint: 'メールアドレスまたはその一部',
    action: '操作',
    anyAction: 'すべての操作',
    result: '結果',
    anyResult: 'すべての結果',
    text: '含む文字',
    clear: '絞り込みを解除'
  },
  times: {
    day: '直近24時間',
    week: '直近7日間',
    month: '直近30日間',
    all: '保存されているすべて',
    days: '日付で指定'
  },
  from: '開始日',
  to: '終了日',
  columns: { at: '日時', actor: '操作した人', action: '操作', target: '対象', result: '結果', address: '接続元' },
  results: { ok: '完了', refused: '拒否', failed: '失敗' },
  roles: { admin: '管理者', analyst: '分析者', viewer: '閲覧者', auditor: '監査者', operator: '運用者' },
  kinds: { user: 'ユーザー', operator: '運用者', system: 'サービス', nobody: '未サインイン' },
  erased: '保存期間が過ぎたため消去済み',
  details: {
    show: '詳細',
    hide: '詳細を閉じる',
    entry: '番号',
    code: 'コード',
    device: '端末',
    target: '対象',
    hash: 'ハッシュ',
    detail: '内容'
  },
  exporting: {
    title: '監査記録の書き出し',
    range: 'どの期間ですか？',
    what: 'この期間のすべての記録を、番号とハッシュ、監査記録全体の署名付きの状態とともに、Excel用のCSVファイルに書き出します。ダウンロードしたことも記録されます。',
    verify: 'ファイルの検証方法',
    verifyText:
      'どのコンピューターでも、本プログラムで次のコマンドを実行してください。変更・削除・挿入された最初の記録を示します。',
    key: 'この監査記録の公開鍵です。ファイルとは別に保管してください。',
    checkpoint: '今日の署名付きの状態です。後日のファイルで巻き戻しがないことを確かめられます。',
    start: '書き出す',
    cancel: 'キャンセル',
    close: '閉じる',
    daysWrong: '終了日が開始日より前です。'
  },
  actions: auditActions
};
