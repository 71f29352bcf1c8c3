import type { ErrorCode, ErrorDetail } from '$lib/model/errors';
import { countOf, sizeOf, textOf } from '../error-detail';
import type { ErrorText } from '../en/error-text';
import { nothing, place, text } from './error-text';
import { vaultErrors } from './vault-errors';

const limit = (d: ErrorDetail): string => countOf(d, 'limit', 'ja') || countOf(d, 'max', 'ja');

const EXPORT_AGAIN = '元のシステムから書き出し直してください。';

export const errors = {
  'empty-file': text('ファイルが空です。', '中身がないか、空白だけです。', EXPORT_AGAIN),
  'header-only': text(
    '見出しだけで、データの行がありません。',
    '読み込むイベントがありません。',
    '書き出しの期間や条件を確かめて、選び直してください。'
  ),
  'not-text': text(
    'イベントログではありません。',
    '名前にかかわらず、中身がテキストではありません。',
    'CSV、TSV、XES、またはそれらの.gzか.zipを選んでください。'
  ),
  'wrong-encoding': {
    what: (d) => `ファイルの文字コードは${textOf(d, 'encoding') || '選択したもの'}ではありません。`,
    where: place,
    why: () => 'この文字コードにないバイトが含まれています。',
    next: () => '「文字コードと形式」で別の文字コードを選んでください。'
  },
  'unsupported-format': {
    what: (d) => (textOf(d, 'kind') ? `${textOf(d, 'kind')}形式はまだ読み込めません。` : 'この形式はまだ読み込めません。'),
    where: place,
    why: () => '読み込めるのはCSVやTSVなどの区切りテキストとXES、およびそれらの.gzと.zipです。',
    next: () => 'CSV（UTF-8）で保存し、そのファイルを選んでください。'
  },
  'mixed-formats': text(
    '種類の違うファイルが混ざっています。',
    '一度に取り込めるのは、区切りテキストかXESのどちらかです。',
    'どちらかの種類のファイルを外してください。'
  ),
  'different-headers': {
    what: () => '列の構成が違うファイルがあります。',
    where: place,
    why: (d) =>
      [
        '一緒に取り込むファイルは一つの表として読みます。',
        textOf(d, 'missing') && `足りない列：${textOf(d, 'missing')}。`,
        textOf(d, 'extra') && `余分な列：${textOf(d, 'extra')}。`
      ].join(''),
    next: () => '表示されたファイルを外し、別に取り込んでください。'
  },
  'field-too-large': {
    what: () => '一つの項目が大きすぎます。',
    where: place,
    why: (d) =>
      sizeOf(d, 'limit', 'ja')
        ? `一つの項目は${sizeOf(d, 'limit', 'ja')}までです。`
        : '引用符が閉じておらず、多くの行が一つの項目になっている可能性があります。',
    next: () => '「文字コードと形式」で引用符を確かめるか、その列を除いて書き出してください。'
  },
  'row-too-large': {
    what: () => '一つの行が大きすぎます。',
    where: place,
    why: (d) =>
      sizeOf(d, 'limit', 'ja')
        ? `一行は${sizeOf(d, 'limit', 'ja')}までです。改行か引用符が抜けている可能性があります。`
        : '改行か引用符が抜けている可能性があります。',
    next: () => 'この行を確かめるか、別の引用符を選んでください。'
  },
  'too-many-columns': {
    what: (d) =>
      countOf(d, 'count', 'ja') || countOf(d, 'n', 'ja')
        ? `列が${countOf(d, 'count', 'ja') || countOf(d, 'n', 'ja')}個あります。`
        : '列が多すぎます。',
    where: place,
    why: (d) => (limit(d) ? `読み込めるのは${limit(d)}列までです。` : '読み込める数を超えています。'),
    next: () => '区切り文字を確かめるか、列を減らして書き出してください。'
  },
  'unclosed-quote': text(
    '開いた引用符が閉じていません。',
    'それ以降がすべて一つの項目として読まれます。',
    'この行を直すか、引用符を「なし」にしてください。'
  ),
  'gzip-truncated': text(
    '.gzファイルが途中で切れています。',
    '中身の途中で終わっています。',
    'コピーまたはダウンロードをやり直してください。'
  ),
  'archive-empty': text(
    '.zipの中にログがありません。',
    'イベントログとして読めるファイルが見つかりません。',
    'CSV、TSV、XESの入った書庫を選んでください。'
  ),
  'archive-nested': text(
    '書庫の中に別の書庫があります。',
    '入れ子の書庫は開きません。',
    '一度展開し、中のファイルを選んでください。'
  ),
  'archive-too-large': {
    what: () => '展開すると極端に大きくなる書庫です。',
    where: place,
    why: (d) => (limit(d) ? `端末を守るため、${limit(d)}倍を超えるものは開きません。` : '端末を守るため、開きません。'),
    next: () => '信頼できるものなら、ご自身で展開してから選んでください。'
  },
  'archive-too-many': {
    what: (d) =>
      countOf(d, 'count', 'ja')
        ? `書庫に${countOf(d, 'count', 'ja')}個以上のファイルがあります。`
        : '書庫のファイルが多すぎます。',
    where: place,
    why: (d) => (limit(d) ? `開けるのは${limit(d)}個までです。` : '一度に開ける数を超えています。'),
    next: () => '展開して、必要なログだけを選んでください。'
  },
  'archive-damaged': text(
    '書庫が壊れています。',
    '中身が検査値と一致しません。',
    'コピーまたはダウンロードをやり直してください。'
  ),
  'file-changed': text(
    '読み込み中にファイルが変更されました。',
    'ブラウザーから読めなくなりました。',
    'もう一度選んでください。'
  ),
  'file-unreadable': text(
    'ファイルを読めません。',
    '移動、削除、ロックされたか、通信に失敗しました。',
    '他のプログラムで閉じてから、選び直してください。'
  ),
  'xes-doctype': text(
    'XESにDOCTYPEまたは実体宣言があります。',
    '小さなファイルが巨大に展開されるおそれがあるため、受け付けません。',
    'DOCTYPEを除くか、書き出し直してください。'
  ),
  'xes-truncated': text(
    'XESが途中で切れています。',
    'ログが閉じる前に終わっています。',
    'コピーまたはダウンロードをやり直してください。'
  ),
  'xes-malformed': text('XESがXMLとして正しくありません。', '表示された場所でタグか属性が壊れています。', EXPORT_AGAIN),
  'xes-too-deep': {
    what: () => 'XESの属性の入れ子が深すぎます。',
    where: place,
    why: (d) => (limit(d) ? `読み込めるのは${limit(d)}段までです。` : '読み込める深さを超えています。'),
    next: () => '入れ子の属性を除いて書き出してください。'
  },
  'xes-no-traces': text(
    'XESにトレースがありません。',
    'トレースは一つのケースです。ないとマップを描けません。',
    '書き出しの条件を確かめてください。'
  ),
  'xes-no-time': text(
    'XESのどのイベントにも時刻がありません。',
    '時刻がないと、順序も所要時間も分かりません。',
    'time:timestampを付けて書き出してください。'
  ),
  'no-case-column': text(
    'ケースの列を選んでください。',
    '受注番号のように、どのイベントが同じ案件かを示す列です。',
    'いずれかの列の役割を「ケースID」にします。'
  ),
  'no-activity-column': text(
    '活動の列を選んでください。',
    '「与信確認」のように、何をしたかを示す列です。',
    'いずれかの列の役割を「活動」にします。'
  ),
  'no-time-column': text(
    '時刻の列を選んでください。',
    '処理がいつ終わったかを示す列です。ないと順序が決まりません。',
    'いずれかの列の役割を「終了時刻」にします。'
  ),
  'all-times-unreadable': text(
    '時刻を読める行がありません。',
    '時刻の列の値が、どれも書式に合いません。',
    '別の時刻の列か、別の書式を選んでください。'
  ),
  'bad-time-pattern': {
    what: (d) =>
      d.timeZone
        ? `「${textOf(d, 'timeZone')}」は時間帯の名前ではありません。`
        : d.pattern
          ? `時刻の書式「${textOf(d, 'pattern')}」は使えません。`
          : '使えない時刻の書式があります。',
    where: place,
    why: (d) =>
      d.timeZone
        ? '時間帯はAsia/TokyoやUTCのような名前で指定します。'
        : '書式はyyyy MM dd HH mm ssなどの記号で書き、ほかの英字は引用符で囲みます。',
    next: (d) => (d.timeZone ? '一覧から時間帯を選んでください。' : '一覧から選ぶか、書式を直してください。')
  },
  'no-usable-rows': text(
    '使える行がありません。',
    'どの行も、ケース、活動、読める時刻のいずれかが欠けています。',
    '役割と時刻の書式を確かめてください。'
  ),
  'too-many-activities': {
    what: (d) => (countOf(d, 'n', 'ja') ? `活動が${countOf(d, 'n', 'ja')}種類あります。` : '活動の種類が多すぎます。'),
    where: place,
    why: (d) => `マップに描けるのは${limit(d) || '2,048'}種類までです。番号や自由記述の列かもしれません。`,
    next: () => '別の列を活動にしてください。'
  },
  'bad-analysis': {
    what: () => 'これは開ける分析ではありません。',
    where: (d) => textOf(d, 'path'),
    why: () => 'ファイルまたはリンクが途中で切れているか、変更されているか、別のものです。内容は一切使っていません。',
    next: () => 'ファイルまたはリンクをもう一度受け取るか、保存し直してください。'
  },
  'analysis-version': {
    what: () => 'この分析は、別のバージョンの Kiseki で作られています。',
    where: nothing,
    why: (d) => `バージョン${textOf(d, 'version')}の形式です。この Kiseki が読めるのはバージョン${textOf(d, 'known')}です。`,
    next: () => '最新の Kiseki で開くか、そこで保存し直してもらってください。'
  },
  ...vaultErrors,
  'import-busy': {
    what: () => '別の取り込みが進行中です。',
    where: nothing,
    why: () => '一度に取り込めるのは一つです。',
    next: () => '終わるのを待つか、中止してから、もう一度取り込んでください。'
  },
  cancelled: {
    what: () => '取り込みを中止しました。',
    where: nothing,
    why: () => '途中までのデータは残していません。',
    next: () => 'いつでも取り込み直せます。'
  },
  'out-of-memory': {
    what: () => 'メモリーが足りません。',
    where: place,
    why: (d) =>
      sizeOf(d, 'needed', 'ja')
        ? `${countOf(d, 'rows', 'ja')}行を読んだ時点で、あと約${sizeOf(d, 'needed', 'ja')}必要でした。`
        : 'ブラウザーのタブが使える量には限りがあります。',
    next: (d) =>
      textOf(d, 'drop')
        ? `値の種類が最も多い列「${textOf(d, 'drop')}」を「取り込まない」にするか、期間を短くしてください。`
        : '不要な列を「取り込まない」にするか、期間を短くしてください。'
  },
  'too-large': {
    what: () => '大きすぎて処理できません。',
    where: place,
    why: (d) => (limit(d) ? `上限は${limit(d)}です。` : '処理できる量を超えています。'),
    next: () => 'ケースを絞り込むか、期間を短くして取り込んでください。'
  },
  'worker-died': {
    what: () => '処理が停止したため、再起動しました。',
    where: nothing,
    why: (d) => (textOf(d, 'why') ? `停止の理由：${textOf(d, 'why')}` : '多くはメモリー不足です。'),
    next: () => 'ファイルは無事です。もう一度取り込み、繰り返す場合は列を減らしてください。'
  },
  'unknown-log': {
    what: () => 'このログはもう開いていません。',
    where: nothing,
    why: () => 'ログはページを閉じるまでメモリーに置かれます。',
    next: () => 'ファイルをもう一度取り込んでください。'
  },
  'unknown-column': {
    what: (d) => (d.column === undefined ? '列が見つかりません。' : `列「${textOf(d, 'column')}」はログにありません。`),
    where: nothing,
    why: () => '取り込み時に除かれた可能性があります。',
    next: () => '別の列を選ぶか、その列を含めて取り込み直してください。'
  },
  'unknown-edge': {
    what: () => 'この経路はログにありません。',
    where: nothing,
    why: () => '活動が変わった可能性があります。',
    next: () => 'マップで選び直してください。'
  },
  'sql-empty': text(
    'SQL文がありません。',
    '空白とコメントを除くと何も残りません。',
    '「FROM selected_event」のような問い合わせを書いてください。'
  ),
  'sql-several': text(
    'SQL文が2つ以上あります。',
    '実行できるのは1回に1文です。',
    '1文だけを残し、ほかの文とセミコロンを消してください。'
  ),
  'sql-not-read-only': {
    what: () => 'ここで実行できるのは問い合わせだけです。',
    where: nothing,
    why: (d) =>
      `${textOf(d, 'word')} で始まる文は問い合わせではありません。ログは読み取り専用で、ファイルやネットワークにも触れません。`,
    next: () => 'SELECT、WITH、FROM、DESCRIBE、SUMMARIZE、PIVOT、EXPLAINのいずれかで始めてください。'
  },
  'sql-no-expression': {
    what: () => '1つのSQL式になっていません。',
    where: nothing,
    why: () => '空であるか、括弧や引用符が閉じていないか、セミコロンが含まれています。',
    next: () => "「activity = '完了' AND position > 3」のような条件を1つ書いてください。"
  },
  'bad-selection': {
    what: () => 'フィルターを適用できません。',
    where: nothing,
    why: (d) =>
      textOf(d, 'why') === 'event-clause-in-group'
        ? 'イベントを取り除くフィルターは、グループに入れられません。'
        : `条件の値が正しくありません（${textOf(d, 'why')}）。`,
    next: () => 'フィルターを修正するか、削除してください。'
  },
  'sql-failed': {
    what: () => '問い合わせに失敗しました。',
    where: nothing,
    why: (d) => textOf(d, 'why'),
    next: () => 'SQLを直して、もう一度実行してください。'
  },
  'sql-timeout': {
    what: () => '時間がかかりすぎたため、問い合わせを打ち切りました。',
    where: nothing,
    why: (d) => `制限時間は${countOf(d, 'seconds', 'ja')}秒です。ログとフィルターはそのままです。`,
    next: () => 'LIMITを付ける、ケースを絞るなどして範囲を狭めるか、「実行」の横の制限時間を延ばしてください。'
  },
  'sql-cancelled': text(
    '問い合わせを中止しました。',
    'ログとフィルターはそのままです。',
    '必要なときに、もう一度実行してください。'
  ),
  'sql-stopped': {
    what: () => '問い合わせエンジンが停止しました。',
    where: nothing,
    why: (d) => `${textOf(d, 'why')} 次の問い合わせのときに自動で再起動します。ログとフィルターはそのままです。`,
    next: () => '列やケースを減らすなど、一度に扱う量を減らして、もう一度実行してください。'
  },
  'layout-failed': {
    what: () => 'マップを配置できませんでした。',
    where: nothing,
    why: (d) => textOf(d, 'why'),
    next: () => 'スライダーで活動か経路を減らしてください。'
  },
  internal: {
    what: () => 'Kisekiの内部で問題が起きました。',
    where: place,
    why: (d) => textOf(d, 'why'),
    next: () => 'もう一度お試しください。繰り返す場合はページを再読み込みしてください。'
  }
} satisfies Record<ErrorCode, ErrorText>;
