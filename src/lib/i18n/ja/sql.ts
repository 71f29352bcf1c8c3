import type { SqlAnalysis } from '$lib/model/sql-catalogue';
import type { SqlMacroName } from '$lib/model/sql-macros';
import type { sql as en } from '../en/sql';
import type { Shape } from '../messages';

const analyses = {
  'process-map': '線の件数',
  'map-times': '線の時間',
  activities: 'アクティビティ',
  'service-times': '作業時間',
  'rework-map': '手戻り',
  totals: '総数',
  'case-figures': 'ケースの所要時間',
  'case-count': 'ケース数',
  'case-window': 'ケース一覧',
  variants: 'バリアント',
  'variant-steps': 'バリアントの各ステップ',
  'edge-histogram': '線の時間の分布',
  'node-histogram': 'アクティビティの時間の分布',
  'attribute-values': '属性の値'
} satisfies Record<SqlAnalysis, string>;

const macros = {
  process_cases: '1ケース1行の表。アクティビティの並び（labels）、時刻、イベント数、開始、終了、所要時間。',
  process_equals: '指定のアクティビティが、その順で間を空けずに続くか。NULLは任意のアクティビティ。',
  match_process: '指定の段階を順に通るか。各段階には候補を複数書ける。directly := true なら間に何も挟まない場合だけ。',
  activity_pattern: 'アクティビティ名をmatch_process_regex用のパターンにする。特殊文字は無効化される。',
  match_process_regex: 'アクティビティを <名前> の形で並べた文字列が、正規表現に合うか。',
  match_activities: '指定のアクティビティで始まるか、終わるか、すべて（またはどれか）を含むか、含まないか。',
  variant: 'アクティビティの並びを、矢印でつないだ1つの文字列にする。',
  shortened: '同じアクティビティの連続を、指定の回数までに縮める。',
  variant_distance: '一方のバリアントをもう一方にするのに要る、追加・削除・置き換えの数。アクティビティが90種類までなら正確。',
  cluster_variants: '件数の多いバリアントを、違いが指定の数以内のものどうしでまとめる。',
  calc_throughput:
    'あるアクティビティ（最初または最後。NULLならケースの開始）から別のアクティビティまでのミリ秒。該当がなければNULL。',
  calc_rework: '各アクティビティの2回目以降のイベント数。全体または指定したものだけ。',
  calc_crop:
    '各ケースの、あるアクティビティの最初から、その後の別のアクティビティの最初（farなら最後）までのイベント。該当しないケースは除く。',
  calc_crop_to_null: 'すべてのイベント。その区間の中ならアクティビティ名、外ならNULLの列が付く。',
  activity_lag: '同じケースの1つ前（またはn個前）のイベントの値。',
  activity_lead: '同じケースの1つ後（またはn個後）のイベントの値。',
  index_activity:
    'イベントに、ケース内の順番（order）、同じアクティビティの中での順番（type）、連続の中での順番（loop）を付ける。1から数える。',
  source_target: '続く2つのイベントを1行にした表。両方のアクティビティ、時刻、間の時間。',
  create_eventlog: '別のケースの取り方でイベントログを作る。どの表からでも、ケース、アクティビティ、時刻の式を指定できる。',
  merge_eventlog: 'その2つを1つにまとめる。case_idで合わせ、時刻順に並べる。同時刻なら1つ目のログが先。',
  utc: 'UTCのミリ秒をTIMESTAMPにする。'
} satisfies Record<SqlMacroName, string>;

export const sql = {
  title: 'SQL',
  analyses,
  macros,
  editor: 'SQL文',
  editorHint: '問い合わせを1文。Ctrl+Enterで実行します。',
  run: '実行',
  cancel: '中止',
  running: '実行中…',
  timeLimit: '制限時間',
  seconds: (n: string) => `${n}秒`,
  rowLimit: '最大行数',
  copy: 'コピー',
  copied: 'コピーしました。',
  csv: 'CSV',
  csvTitle: '結果をCSVで保存',
  copyRows: '結果をコピー',
  result: '結果',
  asTable: '表',
  asChart: 'グラフ',
  view: '結果の見せ方',
  rows: (n: string, ms: string) => `${n}行（${ms}）`,
  cut: (n: string) => `先頭の${n}行だけです。続きがあります。`,
  noRows: '該当する行はありません。',
  empty: '問い合わせを書くか、左の一覧から選んで始めてください。',
  otherSelection: '実行した後にフィルターが変わっています。',
  runAgain: '再実行',
  inLine: (n: string) => `${n}行目`,
  side: '表・関数・履歴',
  tables: '表',
  functions: '関数',
  history: '履歴',
  noHistory: '実行したSQL文が、ページを閉じるまでここに並びます。ほかの場所には残りません。',
  insert: (name: string) => `${name} を挿入`,
  useExample: '例を使う',
  search: '検索',
  rowsShort: (n: string) => `${n}行`,
  failedShort: '失敗',
  about: {
    selected_event: 'どの画面にも表示されているイベント。選択中のケースのもので、フィルターによる名前や切り出しを反映します。',
    selected_case: 'フィルターで残ったケース。',
    event: 'フィルターに関係なく、ログのすべてのイベント。',
    log_case: 'すべてのケースとそのID。',
    row: '取り込んだままの列（文字列）。row_noで結び付けます。"row" と引用符で囲んで書きます。',
    times: '時刻はUTCのミリ秒です。utc(complete_ms) でTIMESTAMPになります。',
    reads: '問い合わせは読み取りだけです。データはこのブラウザーの外に出ず、ファイルやネットワークにも触れません。'
  },
  chart: {
    kind: 'グラフの種類',
    bar: '棒',
    line: '折れ線',
    scatter: '散布図',
    x: '横軸',
    y: '縦軸',
    label: (y: string, x: string) => `${x}ごとの${y}`,
    noNumbers: 'グラフにするには数値の列が必要です。',
    first: (n: string) => `先頭の${n}行を表示しています。`,
    point: (x: string, y: string) => `${x}: ${y}`
  },
  behind: {
    show: 'SQLを表示',
    title: '数値のもとになるSQL',
    note: '同じ数値を、フィルターも含めてSQLで表したものです。このブラウザー内のDuckDBで実行します。',
    which: '数値',
    run: '検算として実行',
    open: 'コンソールで開く',
    agrees: (equal: string, all: string) => `検算: ${all}個のうち${equal}個が一致`,
    listed: (n: string) => `先頭の${n}行を表示しています。`
  }
} satisfies Shape<typeof en>;
