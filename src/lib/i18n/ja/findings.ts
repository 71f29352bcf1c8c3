import type { findings as en } from '../en/findings';
import type { Shape } from '../messages';

export const findings = {
  title: '気づき',
  pin: 'この表示を「気づき」として残す',
  pinned: '残しました。「気づき」でメモを書けます。',
  show: '気づきを表示',
  empty: '気づきはまだありません。',
  emptyHint: '気づきは、フィルターを含む表示とメモをまとめて残すものです。フィルターの横のしおり、または D キーで残せます。',
  list: '気づき（残した順）',
  open: 'この表示を開く',
  opened: (title) => `表示中：${title}`,
  remove: (title) => `気づき「${title}」を削除`,
  removed: '気づきを削除しました。',
  putBack: '元に戻す',
  titleLabel: '見出し',
  note: 'メモ',
  noteHint: '何が分かりますか。どうすべきですか。',
  figures: (cases, events, median) => `${cases}ケース · ${events}イベント · 中央値 ${median}`,
  when: (time) => `${time} に残したもの`,
  filters: 'フィルター',
  noFilter: 'フィルターなし',
  next: '次の気づき',
  previous: '前の気づき',
  keeping: '気づきはログとともに保存されます。人に渡すときは分析をファイルに保存してください。イベントは含まれません。',
  share: {
    link: 'リンク',
    copyLink: 'この表示へのリンクをコピー',
    copied: 'リンクをコピーしました',
    copiedWhy: 'フィルター・名前・メモはリンク自体に入ります。ログは入りません。開いたリンクはブラウザーの履歴に残ります。',
    more: '共有と保存',
    save: '分析をファイルに保存',
    openFile: '分析ファイルを開く',
    failed: 'ブラウザーがコピーを許可しませんでした。リンクはこちらです：'
  },
  desk: {
    label: '分析',
    waiting: (name) => `この分析はログ「${name}」のものですが、ここでは開かれていません。`,
    waitingFor: (files, events, cases) => `次のファイルを開くと表示が戻ります：${files}（${events}イベント、${cases}ケース）。`,
    sample: (name) => `サンプル「${name}」`,
    saved: (time) => `保存日時 ${time}`,
    choose: 'ファイルを選択',
    openSample: 'サンプルを開く',
    use: (name) => `「${name}」に使う`,
    other: (name) =>
      `この分析は別のログ（「${name}」）で作られました。フィルターと名前をここで使っています。数値はこのログのものです。`,
    partly: '分析を開きましたが、このログに合わない部分があります。',
    missing: (names) => `分析で使われていて、このログにないもの：${names}`,
    muted: 'ない列を使うフィルターはオフにしました。'
  }
} satisfies Shape<typeof en>;
