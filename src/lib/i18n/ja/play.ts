import type { play as en } from '../en/play';
import type { Shape } from '../messages';

export const play = {
  label: 'ケースの時間経過',
  short: 'ケースを再生',
  open: 'ケースの流れを再生',
  close: '再生を閉じる',
  play: '再生',
  pause: '一時停止',
  time: '時点',
  speed: '速さ',
  loop: '最後まで来たら最初に戻る',
  clock: '時間軸',
  clocks: { absolute: '実際の日時', relative: '同時に開始' },
  most: '再生するケース数の上限',
  upTo: (n) => `最大${n}ケース`,
  since: (duration) => `開始から${duration}`,
  sampled: (n, of) => `${of}ケース中${n}ケース`,
  sampledTitle: '開始順に等間隔で選びます（毎回同じケースです）。マップに表示中の経路の上だけを動きます。',
  underWay: (n) => `進行中 ${n}`,
  still: '端末で視覚効果を減らす設定になっているため、自動では再生しません。スライダーを動かしてください。'
} satisfies Shape<typeof en>;
