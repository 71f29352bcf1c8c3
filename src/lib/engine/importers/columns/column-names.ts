import type { ColumnRole } from '$lib/model/log';
import type { TimeHint } from './number-detection';

/** Roles a name can speak for. */
export type NamedRole = Exclude<ColumnRole, 'attribute' | 'ignore'>;

/** Characters of a name that are looked at. */
const MAX_NAME = 120;

/** A name as said aloud: lower case, words parted by one space. `orderStatus`, `ORDER_STATUS` and `order:status` are one. */
export function plainName(name: string): string {
  return name
    .slice(0, MAX_NAME)
    .normalize('NFKC')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[_\-./:()[\]{}<>#@+&\\"'、・「」【】\s]+/g, ' ')
    .trim();
}

/** Names that XES, pm4py and OCEL-like exports give to the columns of the standard, and no others do. */
const STANDARD: Readonly<Record<string, NamedRole>> = {
  'case:concept:name': 'case',
  'concept:name': 'activity',
  'time:timestamp': 'timestamp',
  start_timestamp: 'start',
  'time:start': 'start',
  'time:start_timestamp': 'start',
  'start:timestamp': 'start',
  'org:resource': 'resource',
  'org:role': 'role',
  'cost:total': 'cost',
  'lifecycle:transition': 'lifecycle'
};

/** Nouns that a case is made of in logs. */
const CASE_NOUN =
  'case|trace|(?:sales |purchase |work |customer |production |service )?order|po|so|invoice|incident|ticket|claim|application|request|loan|patient|issue|job|shipment|delivery|contract|project|document|complaint|quote|quotation|requisition|lot|batch|booking|reservation|session|encounter|visit|admission|permit|declaration|travel|offer|sr|problem|instance|process instance|workflow|item|fall|vorgang|auftrag|caso|expediente|pedido|solicitud|cas|dossier|commande|processo|pratica';
const CASE_NOUN_JA =
  '案件|伝票|受付|申請|注文|受注|発注|購買|請求書?|契約|依頼|問い?合わ?せ|チケット|インシデント|オーダー|製番|製造|ロット|指図|工事|稟議|見積書?|管理|整理|患者|ケース|事案|文書|申込|プロセス|トレース|配送|出荷|決裁|起票|作業指示|障害|クレーム|保険|事故|融資';
const ID = '(?:id|ids|no|nr|num|number|nbr|key|code|ref|reference|identifier|nummer|numero)';
const ID_JA = '(?:id|番号|no|コード|ナンバー|キー|№)';
const TIME_JA = '(?:日時|時刻|時間|日付|年月日|タイムスタンプ|日)';
const TIME = '(?:time|timestamp|time stamp|date|datetime|date time|ts|dt|at|on)';
const DONE = '(?:complete|completed|completion|end|ended|ending|finish|finished|closed|done)';
const BEGUN = '(?:start|started|starting|begin|began|begun|beginning)';

/** What plain names say, the strongest first; the first that fits a role counts for it. */
const RULES: Readonly<Record<NamedRole, readonly (readonly [number, string])[]>> = {
  case: [
    [95, `case( ${ID})?|case ?id|case name|ケース ?${ID_JA}?|案件 ?${ID_JA}?|trace( ?${ID}| name)?|trace concept name`],
    [85, `.*\\b(${CASE_NOUN}) ?${ID}`],
    [82, `.*(${CASE_NOUN_JA}) ?${ID_JA}`],
    [70, `(${CASE_NOUN})|(${CASE_NOUN_JA})`],
    [50, `${ID}|${ID_JA}|.*(番号|no)`],
    [30, `.* ${ID}|.*${ID_JA}`]
  ],
  activity: [
    [95, 'activity( name| label)?|アクティビティ名?|aktivität|actividad|atividade|activité|attività|activiteit'],
    [
      90,
      '(task|event|step|operation|action|work step)( ?name)?|作業(名|内容|項目|ステップ)?|工程名?|処理(名|内容|ステップ)?|業務名?|イベント名?|タスク名?|アクション|手順|ステップ|操作(名|内容)?|活動|アクティビティ ?(id|コード)?|作業工程'
    ],
    [
      80,
      'activity (type|en|de|ja|id|code)|.*\\bactivity( type| name)?|(event|task|action) (description|label)|作業区分|処理区分|工程区分|工程コード|(task|step) id'
    ],
    [70, '(.* )?(status|state|stage|phase|milestone)|.*(ステータス|状態|状況|ステージ|フェーズ|進捗)'],
    [55, 'event ?type|message|transaction|procedure|vorgang|schritt|tarea|evento|étape|.*(作業|工程|処理|業務)名?'],
    [40, '.*\\b(activity|task|event|step|status|state)\\b.*']
  ],
  timestamp: [
    [95, `${DONE} ?${TIME}|(.* )?(event|activity|task) (${DONE})( ${TIME})?|(完了|終了)${TIME_JA}?`],
    [
      90,
      `timestamp|time stamp|event ?${TIME}|activity ${TIME}|タイムスタンプ|日時|(処理|実施|発生|記録|作業|操作|イベント|実行|更新|変更)(日時|時刻|日)`
    ],
    [
      88,
      `.*\\b(status|event|activity|change|changed|reported|recorded|logged|occurred|executed|performed|transition) ?${TIME}( time)?`
    ],
    [
      80,
      'date ?time|date|time|日付|時刻|年月日|zeitstempel|datum|fecha|data|date heure|.*\\b(timestamp|time stamp|date ?stamp|datetime)\\b.*'
    ],
    [75, `.*\\b${DONE} ${TIME}|.*(完了|終了)${TIME_JA}`],
    [60, `.*\\b(updated|modified|resolved|processed) ${TIME}|.*(日時|時刻|タイムスタンプ)`],
    [50, `.* ${TIME}|.*(date|time)|.*(日付|年月日|日)`],
    [45, `${DONE}`]
  ],
  start: [
    [95, `${BEGUN}( ?${TIME})?|(event|activity|task) ${BEGUN}( ${TIME})?|(開始|着手)${TIME_JA}?`],
    [85, `.*\\b${BEGUN} ?${TIME}|.*(開始|着手)${TIME_JA}`],
    [60, 'beginn|startzeit|inicio|início|début|inizio']
  ],
  resource: [
    [
      95,
      'resource( name)?|org resource|リソース名?|担当者?(名|氏名)?|作業者名?|実行者|処理者|実施者|対応者|作業担当者?|処理担当者?|originator|担当者?(id|コード|番号)|作業者(id|コード)'
    ],
    [
      90,
      `(user|employee|agent|operator|assignee|processor|performer|worker|staff|owner|executor|handler)( ?(name|${ID}))?|username|assigned (to|user)|ユーザー?(名|id)?|従業員(番号|id|名|コード)?|社員(番号|id|名|コード)?|職員(番号|id|名)?|オペレーター?|bearbeiter|benutzer|recurso|usuario|ressource`
    ],
    [
      70,
      `.*\\b(resource|user|employee|operator|assignee|owner|performer)( (name|${ID}|first name))?|.* by|.*(担当者|作業者|実行者|承認者)(名|id|コード)?|resource id`
    ],
    [45, 'machine|workstation|person|機械|設備(名|id)?|申請者|氏名']
  ],
  role: [
    [95, 'role( name)?|org role|役割|ロール名?|役職'],
    [80, 'department( name)?|dept|部署(名|コード)?|部門(名|コード)?|所属(部署|部門)?|担当(部署|部門)|abteilung|departamento'],
    [60, '(org )?group|(.* )?(team|assignment group|group)( name)?|組織(名)?|チーム(名)?|担当課|グループ名?|unit|org unit']
  ],
  cost: [
    [95, '(total )?costs?( total)?|コスト|総?費用|経費|原価|kosten|costo|coste|coût'],
    [80, '.*\\bcosts?|.*(コスト|費用)'],
    [45, '金額|合計金額|料金|.*金額']
  ],
  lifecycle: [
    [95, 'lifecycle( transition)?|life cycle|ライフサイクル'],
    [70, 'transition( type)?|event ?type|遷移|イベント種別']
  ]
};

const COMPILED = Object.entries(RULES).map(
  ([role, rules]) => [role as NamedRole, rules.map(([score, source]) => [score, new RegExp(`^(?:${source})$`)] as const)] as const
);

/** Times that are not when something was done: limits and plans, and facts of people. */
const PLANNED =
  /\b(due|deadline|planned|plan|expected|scheduled|target|sla|birth|birthday|valid|expiry|expiration|eta|promised|estimated)\b|期限|予定|納期|生年月日|誕生|有効|見込/;
const NO_EVENT_LABEL =
  /\b(id|ids|no|nr|num|number|index|count|order|time|date|timestamp|datetime|user|by|duration|cost)\b|番号|日時|時刻|時間|件数|回数/;

/**
 * How strongly a column's name speaks for each role, 0..100. 100 is the standard's own name; below 40 it says nothing.
 */
export function nameScores(name: string, scope: 'case' | 'event'): Partial<Record<NamedRole, number>> {
  const trimmed = name.trim().slice(0, MAX_NAME);
  const standard = STANDARD[scope === 'case' && !trimmed.startsWith('case:') ? `case:${trimmed}` : trimmed];
  if (standard !== undefined) return { [standard]: 100 };
  if (scope === 'case' || /^(?:case:|\(case\)|@@)/.test(trimmed)) return {};
  const plain = plainName(trimmed);
  const scores: Partial<Record<NamedRole, number>> = {};
  for (const [role, rules] of COMPILED) {
    const score = rules.find(([, words]) => words.test(plain))?.[0] ?? 0;
    if (score > 0) scores[role] = score;
  }
  if (PLANNED.test(plain)) {
    delete scores.timestamp;
    delete scores.start;
  }
  if ((scores.activity ?? 0) < 70 && NO_EVENT_LABEL.test(plain)) delete scores.activity;
  return scores;
}

/** Whether a name is that of a limit or a plan: its times are not those of events. */
export function isPlannedName(name: string): boolean {
  return PLANNED.test(plainName(name));
}

const SPEAKS_OF_TIME =
  /\b(time|date|datetime|timestamp|time ?stamp|ts|dt|epoch|when|day|fecha|datum|zeit|zeitstempel|at)\b|(time|date|stamp)$|日時|日付|時刻|年月日|タイムスタンプ|(開始|完了|終了|受付|発生|処理|登録|更新)日/;
const SPEAKS_OF_NUMBER =
  /\b(id|ids|no|nr|num|number|nbr|key|code|ref|index|count|qty|quantity|amount|cost|costs|price|total|zip|postal|phone|tel|age|duration|elapsed|seconds|minutes|hours|version|variant|size|length|weight|points|score|rate|serial|row)\b|番号|コード|金額|費用|数量|件数|回数|電話|郵便|所要|経過|年齢|単価|合計|(?:^|[^a-z])no$/;

/** What a name says of a column of numbers: whether they may be times. One that speaks of both (`date key`) says nothing. */
export function timeHintOf(name: string): TimeHint {
  const plain = plainName(name);
  const ofNumber = SPEAKS_OF_NUMBER.test(plain);
  if (SPEAKS_OF_TIME.test(plain)) return ofNumber ? 'neutral' : 'time';
  return ofNumber ? 'never' : 'neutral';
}

/** Whether a name is none: empty, or what a table's index gets when it is written out. */
export function isIndexName(name: string): boolean {
  return /^(?:|unnamed: ?\d+|index|level_0|column \d+|row ?(?:id|no|num|number|index)?|_c0|#|v1|x)$/i.test(name.trim());
}
