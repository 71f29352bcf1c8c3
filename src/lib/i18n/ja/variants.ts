import type { variants as en } from '../en/variants';
import type { Shape } from '../messages';

export const variants = {
  title: 'バリアント',
  summary: (shown, all, share) => `${all}種類中${shown}種類 · ケースの${share}`,
  list: 'バリアント（多い順）',
  colour: '色：直前からの時間',
  show: 'バリアントを表示',
  hide: 'バリアントを隠す',
  csv: 'バリアントを CSV で保存',
  filter: '選択したものに絞り込む',
  selected: (n) => `${n}件選択中`,
  clear: 'すべてのバリアントに戻す',
  rank: '順位',
  cases: 'ケース',
  share: '割合',
  cumulative: '累積',
  median: '時間の中央値',
  steps: '手順',
  select: (rank) => `バリアント ${rank} を選択`,
  only: (rank, cases, median) => `バリアント ${rank}：${cases}件、中央値 ${median}。これだけを表示`,
  step: (label, wait) => `${label} · 直前から ${wait}`,
  empty: 'この選択にはバリアントがありません。',
  columns: {
    rank: 'rank',
    cases: 'cases',
    share: 'share',
    cumulative: 'cumulative_share',
    median: 'median_ms',
    steps: 'steps',
    sequence: 'sequence'
  }
} satisfies Shape<typeof en>;
