import type { filters as en } from '../en/filters';
import type { Shape } from '../messages';

export const filters = {
  bar: 'フィルター',
  add: 'フィルター',
  undo: '元に戻す',
  redo: 'やり直す',
  clear: 'フィルターをすべて外す',
  count: (shown, all) => `${all}件中${shown}件`,
  nothing: 'この条件に合うケースはありません。',
  undoLast: '直前の変更を元に戻す',
  none: 'フィルターなし：すべてのケースを表示しています',
  edit: (sentence) => `フィルターを変更：${sentence}`,
  remove: (sentence) => `フィルターを外す：${sentence}`,
  negate: '条件を反転する',
  mute: '一時的に無効にする',
  unmute: '有効に戻す',
  muted: '無効',
  dialog: {
    addTitle: 'フィルターを追加',
    editTitle: 'フィルターを変更',
    kind: '絞り込みの種類',
    keeps: (cases, share) => `${cases}件が残ります（${share}）`,
    choose: '1つ以上選んでください。',
    add: 'フィルターを追加',
    save: '保存',
    close: '閉じる',
    negated: '条件に合わないケースを残す'
  },
  kinds: {
    activity: '活動',
    follows: '直後の活動',
    attribute: '属性',
    'time-span': '期間',
    variant: 'バリアント'
  },
  sentences: {
    with: (names) => `${names} を含む`,
    without: (names) => `${names} を含まない`,
    edge: (from, to) => `${from} → ${to}`,
    noEdge: (from, to) => `${from} → ${to} がない`,
    is: (column, values) => `${column} が ${values}`,
    isNot: (column, values) => `${column} が ${values} でない`,
    oneVariant: (steps) => `バリアント ${steps}`,
    variants: (n) => `バリアント${n}種類`,
    not: (sentence) => `${sentence} 以外`,
    more: (first, n) => `${first} ほか ${n}件`,
    or: ' または ',
    missing: '（空）'
  },
  span: {
    mode: 'ケースが',
    from: '開始',
    to: '終了',
    zone: (zone) => `時刻は ${zone}`,
    whole: 'ログ全体',
    lastDays: (n) => `直近${n}日`,
    modes: {
      contained: '期間内に収まる',
      intersecting: '期間と重なる',
      started: '期間内に始まった',
      ended: '期間内に終わった',
      trimmed: '期間内のイベントのみ'
    },
    sentences: {
      contained: (from, to) => `${from} ～ ${to} に収まる`,
      intersecting: (from, to) => `${from} ～ ${to} と重なる`,
      started: (from, to) => `${from} ～ ${to} に開始`,
      ended: (from, to) => `${from} ～ ${to} に終了`,
      trimmed: (from, to) => `イベント ${from} 〜 ${to}`
    }
  },
  editors: {
    search: '検索',
    found: (shown, all) => `${all}件中${shown}件`,
    cases: '件',
    column: '属性',
    from: '先の活動',
    to: '直後の活動',
    steps: (n) => `${n}ステップ`
  }
} satisfies Shape<typeof en>;
