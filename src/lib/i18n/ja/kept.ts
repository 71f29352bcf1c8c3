import type { kept as en } from '../en/kept';
import type { Shape } from '../messages';

/** この端末に保存したログ：開始ページの一覧、開いているログの保存状態、バックアップ。 */
export const kept = {
  title: 'この端末に保存したログ',
  columns: {
    name: 'ログ',
    cases: 'ケース',
    events: 'イベント',
    period: '期間',
    size: 'サイズ',
    backup: '最終バックアップ',
    acts: '操作'
  },
  open: (name: string) => `${name}のマップを開く`,
  opening: '開いています…',
  rename: (name: string) => `${name}の名前を変更`,
  newName: '新しい名前',
  renameHint: 'Enterで変更、Escで取り消し',
  remove: (name: string) => `${name}を削除`,
  backUp: (name: string) => `${name}をバックアップ`,
  leaving: (name: string, seconds: string) => `${name}はあと${seconds}秒で削除されます。`,
  undo: '元に戻す',
  never: 'なし',
  unreadable: '読み取れないログ',
  faults: {
    'rolled-back': '前回ここで見たときより古い状態に戻されています。',
    damaged: '封印したときの内容と異なります。バックアップから復元するか、元のファイルを取り込み直してください。',
    'no-key': '別の鍵で封印されています。サインインしていないアカウントのログかもしれません。'
  },
  openOlder: '古い状態のまま開く',
  guest:
    'ログは暗号化してこの端末に保存しますが、アカウントでサインインしていないため、端末ごと持ち去られた場合は保護されません。',
  emptyNote: '取り込んだログは暗号化してこの端末に保存し、外には出しません。',
  tabNote: 'このブラウザーには何も保存できません。ログはメモリーに置かれ、このタブを閉じると消えます。',
  why: {
    'no-opfs': 'このページ用のファイル領域が使えません。',
    'no-indexeddb': 'このページのデータベースが禁止されています。',
    'no-crypto': '必要な暗号化機能がありません。'
  },
  storage: 'このページの保存領域',
  storageOf: (used: string, quota: string) => `${quota}中${used}`,
  durability: {
    persistent: '削除するまで保存',
    'best-effort': '空きがある間は保存',
    memory: 'このタブの中だけ'
  },
  durabilityWhy: {
    persistent: 'ここに保存したものを消さないことを、ブラウザーが約束しています。',
    'best-effort': 'ディスクがいっぱいになると、ブラウザーが消すことがあります。バックアップがあれば安心です。',
    memory: 'この端末には何も書き込みません。取り込んだログはタブを閉じると消えます。'
  },
  reminder: (n: string) => `過去30日間のバックアップがないログが${n}件あります。`,
  reminderWhy: 'ブラウザーの保存領域が消去されたり端末を失ったりしたとき、残るのはバックアップファイルだけです。',
  dismiss: '今はしない',
  renamed: (name: string) => `名前を「${name}」に変更しました。`,
  state: {
    offered: '未保存',
    waiting: 'まだ保存していません',
    saving: '保存中…',
    kept: '保存済み',
    'not-kept': '保存できていません'
  },
  stateWhy: {
    offered: 'サンプルは、保存しないかぎりこのタブの中だけにあります。',
    waiting: 'マップを表示したあと、この端末に保存します。',
    saving: '暗号化して、この端末に書き込んでいます。',
    kept: '分析の内容とともに、暗号化してこの端末に保存してあります。',
    'not-kept': '表示しているものは、このタブの中だけにあります。'
  },
  unwritten: '変更を保存中…',
  keep: 'この端末に保存',
  keepAgain: 'もう一度試す',
  removedElsewhere: '削除されたか、ブラウザーの保存領域が消去されました。このタブにはまだあります。',
  changesNotKept: '最後の変更が保存できていません',
  backup: {
    title: (name: string) => `${name}のバックアップ`,
    note: 'ログと分析の内容を、暗号化した1つのファイルにします。開くにはパスフレーズが必要で、忘れると誰にも復元できません。',
    passphrase: 'パスフレーズ',
    again: 'パスフレーズ（確認）',
    tooShort: (least: string) => `${least}文字以上`,
    differs: '2つのパスフレーズが一致しません。',
    strength: {
      weak: '弱い：すぐに推測されます。関係のない単語をいくつか並べてください。',
      fair: '普通：単語を増やすと強くなります。',
      good: '強い'
    },
    make: 'バックアップを作成',
    making: 'バックアップを暗号化しています…',
    derivingKey: '鍵の作成には少し時間がかかります。総当たりを遅くするためです。',
    made: (file: string) => `${file}をダウンロードに保存しました。`,
    choose: 'バックアップから復元',
    restoreTitle: 'バックアップから復元',
    restoreNote: (file: string, size: string) => `${file}（${size}）。独立したログとして復元し、今あるものは置き換えません。`,
    restore: '復元',
    restoring: 'バックアップを開いています…',
    restored: (name: string) => `「${name}」を復元しました。`,
    cancel: 'キャンセル'
  }
} satisfies Shape<typeof en>;
