import type { inspector as en } from '../en/inspector';
import type { Shape } from '../messages';

export const inspector = {
  hint: '箱か線をクリックすると、その数値が表示されます。下の一覧は時間のかかっている順です。',
  close: '閉じる',
  hide: 'マップから隠す',
  events: 'イベント',
  cases: 'ケース',
  times: '回数',
  rework: '手戻りケース',
  extra: '余分な実行',
  selfLoops: '直後の繰り返し',
  loops: '後戻り',
  back: '後戻り',
  maxRepetition: '1ケース最多',
  starts: '開始',
  ends: '終了',
  service: '所要時間',
  waiting: '直前からの時間',
  transition: '間の時間',
  spans: (n) => `${n}回`,
  mean: '平均',
  median: '中央値',
  p90: 'p90',
  min: '最短',
  max: '最長',
  sum: '合計',
  acts: {
    label: 'ケースを絞り込む',
    with: '含む',
    without: '含まない',
    start: 'これで始まる',
    end: 'これで終わる',
    again: '2回以上',
    eventually: '後のどこかで続く',
    slow: (time) => `p90（${time}）超`
  },
  breakdown: {
    title: '属性別',
    by: '属性',
    ofActivity: 'この活動のイベントを、属性の値ごとに分けた数',
    ofPath: '行き先の活動が持つ値ごとに分けた、この経路の回数',
    missing: '（値なし）',
    cases: (n) => `${n}ケース`,
    more: (n) => `ほかに${n}個の値`,
    filter: (value) => `いずれかのイベントが${value}であるケースに絞り込む`,
    row: (value, events, cases, share, median) =>
      `${value}：${events}回（${share}）、${cases}ケース、中央値 ${median}。この値のケースに絞り込む`
  },
  ways: '前後の活動',
  from: '前',
  to: '後',
  start: '開始',
  end: '終了',
  noTimes: 'この選択には時間の値がありません。',
  histogram: (median, p90) => `時間の分布。中央値 ${median}、p90 ${p90}`,
  bin: (from, to, n) => `${from} ～ ${to}：${n}`,
  what: '数値の意味',
  definitions: {
    count: 'イベント：発生した回数。ケース：1回以上発生したケースの数。',
    rework: '手戻り：2回以上発生したケース。余分な実行：各ケースの 2回目以降の実行数。',
    loops: '直後の繰り返し：同じ活動がすぐ続くこと。後戻り：別の活動を挟んで戻ること。',
    back: '後戻り：ケースがすでに行った活動へ、この経路で戻った回数。',
    transition: '間の時間：後の活動の開始（なければ完了）から、前の活動の完了を引いた値。重なると負になります。',
    service: '所要時間：活動の完了から開始を引いた値。',
    percentile: '中央値と p90 は線形補間による正確な値です。営業時間は考慮していません。'
  },
  delays: {
    title: '待ち時間の上位',
    by: '並べ替え',
    measures: { sum: '合計時間', median: '中央値', p90: 'p90' },
    share: (share) => `活動間の全時間の${share}`,
    none: 'この選択では活動の間に時間が経過していません。',
    item: (rank, from, to, time, share) => `${rank}位：${from} から ${to}、${time}、全体の${share}`
  }
} satisfies Shape<typeof en>;
