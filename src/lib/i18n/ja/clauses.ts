import type { clauses as en } from '../en/clauses';
import type { Shape } from '../messages';

export const clauses = {
  sentences: {
    missing: '（空）',
    or: ' または ',
    and: ' かつ ',
    more: (first, n) => `${first} ほか${n}件`,
    not: (sentence) => `「${sentence}」以外`,
    in: (sentence) => `（${sentence}）`,
    emptyGroup: '空のグループ',
    activity: {
      any: (names) => `${names} を含む`,
      first: (names) => `${names} で始まる`,
      last: (names) => `${names} で終わる`,
      all: (names) => `${names} だけからなる`
    },
    notActivity: {
      any: (names) => `${names} を含まない`,
      first: (names) => `${names} で始まらない`,
      last: (names) => `${names} で終わらない`,
      all: (names) => `${names} 以外も含む`
    },
    follows: {
      directly: (from, to) => `${from} → ${to}`,
      eventually: (from, to) => `${from} より後に ${to}`
    },
    notFollows: {
      directly: (from, to) => `${from} → ${to} がない`,
      eventually: (from, to) => `${from} より後に ${to} がない`
    },
    atLeast: (pair, time) => `${pair}（${time}以上）`,
    atMost: (pair, time) => `${pair}（${time}以内）`,
    between: (pair, min, max) => `${pair}（${min}～${max}）`,
    same: (pair, column) => `${pair}（${column} が同じ）`,
    other: (pair, column) => `${pair}（${column} が異なる）`,
    attribute: {
      any: (column, values) => `${column} が ${values}`,
      first: (column, values) => `最初の ${column} が ${values}`,
      last: (column, values) => `最後の ${column} が ${values}`,
      all: (column, values) => `${column} が常に ${values}`
    },
    notAttribute: {
      any: (column, values) => `${column} が ${values} でない`,
      first: (column, values) => `最初の ${column} が ${values} でない`,
      last: (column, values) => `最後の ${column} が ${values} でない`,
      all: (column, values) => `${column} が ${values} でないことがある`
    },
    places: { first: '（最初のイベント）', last: '（最後のイベント）', all: '（すべてのイベント）' },
    range: {
      within: (column, min, max, place) => `${column} が ${min} ～ ${max}${place}`,
      from: (column, min, place) => `${column} が ${min} 以上${place}`,
      upTo: (column, max, place) => `${column} が ${max} 以下${place}`,
      any: (column, place) => `${column} が数値または日時${place}`
    },
    metric: {
      within: (metric, min, max) => `${metric}が${min}～${max}`,
      from: (metric, min) => `${metric}が${min}以上`,
      upTo: (metric, max) => `${metric}が${max}以下`,
      any: (metric) => `${metric}の値がある`
    },
    span: {
      contained: (from, to) => `${from} ～ ${to} に収まる`,
      intersecting: (from, to) => `${from} ～ ${to} と重なる`,
      started: (from, to) => `${from} ～ ${to} に開始`,
      ended: (from, to) => `${from} ～ ${to} に終了`,
      trimmed: (from, to) => `${from} ～ ${to} のイベントだけ`
    },
    oneVariant: (steps) => `バリアント ${steps}`,
    ofColumn: (column, variant) => `${column}：${variant}`,
    variants: (n) => `バリアント${n}種類`,
    rework: {
      repeated: (names) => `${names} を繰り返す`,
      'self-loop': (names) => `${names} が連続する`,
      loop: (names) => `${names} に戻る`
    },
    notRework: {
      repeated: (names) => `${names} を繰り返さない`,
      'self-loop': (names) => `${names} が連続しない`,
      loop: (names) => `${names} に戻らない`
    },
    reworkAny: { repeated: () => '活動の繰り返しあり', 'self-loop': () => '活動の連続あり', loop: () => '後戻りあり' },
    notReworkAny: { repeated: () => '活動の繰り返しなし', 'self-loop': () => '活動の連続なし', loop: () => '後戻りなし' },
    times: (sentence, n) => `${sentence}（${n}回以上）`,
    completed: (ends) => `完了（${ends} で終わる）`,
    running: (ends) => `進行中（${ends} で終わっていない）`,
    oneCase: (id) => `ケース ${id}`,
    cases: (n) => `指定した${n}件のケース`,
    notCases: (n) => `指定した${n}件以外のケース`,
    top: {
      most: (n, metric) => `${metric}が大きい${n}件`,
      least: (n, metric) => `${metric}が小さい${n}件`
    },
    topVariants: {
      most: (n) => `件数の多いバリアント${n}種類`,
      least: (n) => `件数の少ないバリアント${n}種類`
    },
    coverage: (share) => `主要なバリアント（ケースの${share}まで）`,
    notCoverage: (share) => `まれなバリアント（ケースの${share}を超える部分）`,
    sql: (predicate) => `SQL：${predicate}`,
    onlyActivities: (names) => `活動 ${names} のイベントだけ`,
    notActivities: (names) => `活動 ${names} のイベントを除く`,
    onlyEvents: (column, values) => `${column} が ${values} のイベントだけ`,
    notEvents: (column, values) => `${column} が ${values} のイベントを除く`,
    crop: {
      whole: 'ケース全体',
      from: (from) => `${from} 以降だけ`,
      to: { near: (to) => `${to} までだけ`, far: (to) => `最後の ${to} までだけ` },
      both: {
        near: (from, to) => `${from} から ${to} までだけ`,
        far: (from, to) => `${from} から最後の ${to} までだけ`
      }
    },
    notCrop: (part) => `除く：${part}`
  },
  metrics: {
    duration: 'ケース時間',
    events: 'イベント数',
    activities: '活動の種類数',
    rework: '繰り返しの回数',
    'self-loops': '連続した回数',
    waiting: '待ち時間',
    service: '作業時間',
    'longest-wait': '最長の待ち',
    cost: 'コスト'
  },
  definitions: {
    duration: 'ケースの最後の完了から最初の開始（なければ最初の完了）を引いた値。',
    events: 'ケースに含まれるイベントの数。',
    activities: 'ケースに現れる活動の種類の数。',
    rework: '各活動の2回目以降の実行数の合計。',
    'self-loops': '同じ活動が続けて起きた回数。',
    waiting: '開始から直前の完了を引いた値の合計（開始のあるイベントのみ）。',
    service: '完了から開始を引いた値の合計（開始のあるイベントのみ）。',
    'longest-wait': 'イベントから次のイベントまでの最長の時間。',
    cost: 'コストの列の数値の合計。'
  },
  editors: {
    search: '検索',
    found: (shown, all) => `${all}件中${shown}件`,
    cases: '件',
    absent: 'このログにありません',
    all: 'すべて選択',
    none: '選択を解除',
    column: '属性',
    place: '位置',
    activityPlaces: { any: 'どこか', first: '最初', last: '最後', all: 'これだけ' },
    valuePlaces: { any: 'いずれか', first: '最初のイベント', last: '最後のイベント', all: 'すべてのイベント' },
    from: '先の活動',
    to: '後の活動',
    reach: '間隔',
    reaches: { directly: '直後', eventually: 'それ以降のどこか' },
    between: '間の時間',
    atLeast: '以上',
    atMost: '以下',
    units: { s: '秒', min: '分', h: '時間', d: '日' },
    compare: '2つのイベントの値',
    compares: { none: '問わない', same: '同じ', other: '異なる' },
    noBound: '制限なし',
    badBounds: '下限が上限を超えています。',
    spread: (min, median, max) => `${min}～${max}、中央値 ${median}`,
    histogram: (name) => `${name}の分布`,
    bin: (from, to, n) => `${from} ～ ${to}：${n}`,
    noNumbers: 'このログには数値や日時の列がありません。',
    metric: '指標',
    share: 'ケースの割合',
    shareHint: '件数の多いバリアントから順に、全ケースのこの割合に達するまで残します。',
    form: '繰り返し方',
    forms: { repeated: '2回以上起きる', 'self-loop': '続けて起きる', loop: '別の活動を挟んで戻る' },
    times: '最低回数',
    anyActivityHint: '選ばなければ、すべての活動が対象です。',
    state: 'ケースの状態',
    states: { completed: '完了', running: '進行中' },
    ends: 'ケースを終える活動',
    endsHint: 'ケースの9割を終えている活動と、起きればほぼ必ず最後になる活動が、はじめから選ばれています。',
    caseIds: 'ケースID（1行に1つ）',
    caseIdsHint: '一覧を貼り付けてください。改行、タブ、カンマ、セミコロンで区切ります。',
    idsFound: (found, unknown) => `${found}件が見つかり、${unknown}件はこのログにありません`,
    top: '対象',
    topVariants: 'バリアント（件数）',
    order: '順序',
    orders: { most: '大きい順', least: '小さい順' },
    count: '件数',
    predicate: 'イベントに対するSQLの条件',
    predicateHint: 'WHERE の後に書く式を1つだけ入力します。1つでも当てはまるイベントがあるケースを残します。',
    columns: '使える列',
    insert: (column) => `${column} を挿入`,
    checking: '確認中…',
    eventsOf: '残すイベント',
    activities: '活動',
    cropFrom: '始点',
    cropTo: '終点',
    beginning: 'ケースの先頭',
    ending: 'ケースの末尾',
    cropReach: '終点が何度もあるとき',
    cropReaches: { near: '最初のもの', far: '最後のもの' },
    cropHint: 'この区間がないケースは除かれます。',
    mode: 'ケースが',
    modes: {
      contained: '期間内に収まる',
      intersecting: '期間と重なる',
      started: '期間内に始まった',
      ended: '期間内に終わった',
      trimmed: '期間内のイベントだけ残す'
    },
    fromTime: '開始',
    toTime: '終了',
    zone: (zone) => `時刻は ${zone}`,
    whole: 'ログ全体',
    lastDays: (n) => `直近${n}日`,
    join: 'ケースが満たす条件',
    joins: { and: 'すべて', or: 'いずれか' },
    takeOut: (sentence) => `グループから出す：${sentence}`,
    removePart: (sentence) => `削除：${sentence}`
  }
} satisfies Shape<typeof en>;
