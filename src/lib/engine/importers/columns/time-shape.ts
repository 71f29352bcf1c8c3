/**
 * How one text is laid out as a time: the parts of a pattern, in their order
 * `before date weekday (gap clock seconds fraction after zone)`, the bracket empty in a date alone.
 */
export interface TimeShape {
  readonly before: string;
  /** patterns of the date in every order its digits allow, the likeliest first */
  readonly dates: readonly string[];
  readonly weekday: string;
  readonly gap: string;
  /** '' in a date alone */
  readonly clock: string;
  readonly seconds: string;
  readonly fraction: string;
  readonly after: string;
  readonly zone: string;
  /** digits run together, without a mark between them */
  readonly compact: boolean;
}

interface DateForm {
  readonly dates: readonly string[];
  readonly rest: string;
  readonly compact: boolean;
}

const WEEKDAY_EN = '(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*';
const WEEKDAY_BEFORE = new RegExp(`^(?:${WEEKDAY_EN}|[日月火水木金土](?:曜日?)?)\\.?(,? +)`, 'i');
const WEEKDAY_AFTER = new RegExp(
  `^( ?)(?:(\\() ?(?:${WEEKDAY_EN}|[日月火水木金土](?:曜日?)?) ?(\\))|[日月火水木金土]曜日?|(?:${WEEKDAY_EN})(?![a-z]))`,
  'i'
);
const UNIX_DATE = new RegExp(
  `^${WEEKDAY_EN} [a-z]{3} +\\d{1,2} \\d{1,2}:\\d\\d:\\d\\d( (?:[a-z]{1,4}|[+-]\\d{2}:?\\d{2}))? \\d{4}$`,
  'i'
);
const CLOCK =
  /^(午前|午後|[ap]\.?m\.?)? *(\d{1,2})(?:([:.])(\d{2})(?:\3(\d{2})(?:([.,:])(\d{1,12}))?)?)?(?: *([ap]\.?m\.?(?![a-z])))?(.*)$/i;
const CLOCK_JA = /^(午前|午後|[ap]m)?( *)(\d{1,2})時(?:( *)(\d{1,2})分(?:( *)(\d{1,2})(?:[.,]\d+)?秒)?)?(.*)$/i;
const CLOCK_COMPACT = /^(\d{2})(\d{2})(?:(\d{2})(?:([.,]?)(\d{1,9}))?)?(.*)$/;
const ZONE = /^( *)(z|[a-z]{2,4}|(?:utc|gmt)?[+-]\d{1,2}(:?)(?:\d{2})?)(?:\[[\w/+-]+\])?$/i;
const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const DAY_MONTH_NAME = new RegExp(`^(\\d{1,2})(-|/| |\\.? ?)${MONTH}\\.?(-|/| |,? ?)(\\d{4}|\\d{2})(?!\\d)`, 'i');
const MONTH_NAME_DAY = new RegExp(`^${MONTH}\\.?( |-)(\\d{1,2})(,? |-|,)(\\d{4})(?!\\d)`, 'i');
const YEAR_MONTH_NAME = new RegExp(`^\\d{4}([- /])${MONTH}\\1\\d{1,2}(?!\\d)`, 'i');

/**
 * The shape of a text (plain digits, no white space around), or null where it is no date. The numbers are not checked.
 * Cost: some regular expressions, microseconds: ask it for the texts that known formats do not read.
 */
export function timeShapeOf(text: string): TimeShape | null {
  if (text.length < 6 || text.length > 64 || !/\d/.test(text)) return null;
  const unix = UNIX_DATE.exec(text);
  if (unix) {
    const date = `EEE MMM d HH:mm:ss${unix[1] ? ' z' : ''} yyyy`;
    return {
      before: '',
      dates: [date],
      weekday: '',
      gap: '',
      clock: '',
      seconds: '',
      fraction: '',
      after: '',
      zone: '',
      compact: false
    };
  }
  const weekdayBefore = WEEKDAY_BEFORE.exec(text);
  const before = weekdayBefore ? `EEE${weekdayBefore[1]!.startsWith(',') ? ', ' : ' '}` : '';
  const date = dateFormOf(weekdayBefore ? text.slice(weekdayBefore[0].length) : text);
  if (date === null) return null;
  let rest = date.rest;
  let weekday = '';
  const weekdayAfter = WEEKDAY_AFTER.exec(rest);
  if (weekdayAfter) {
    weekday = `${weekdayAfter[1]!}${weekdayAfter[2] ? '(E)' : 'E'}`;
    rest = rest.slice(weekdayAfter[0].length);
  }
  const common = { before, dates: date.dates, weekday, compact: date.compact };
  if (rest === '') return { ...common, gap: '', clock: '', seconds: '', fraction: '', after: '', zone: '' };
  const gap = /^(?:T(?=\d)|,? +(?:at +|- +)?|[_:](?=\d)|-(?=\d{2}[.:])|(?=\d|午))/i.exec(rest);
  if (gap === null) return null;
  const clock = clockOf(rest.slice(gap[0].length), date.compact);
  return clock === null ? null : { ...common, gap: gapPattern(gap[0]), ...clock };
}

function gapPattern(gap: string): string {
  if (/^t$/i.test(gap)) return `'${gap}'`;
  if (/at/i.test(gap)) return `${gap.startsWith(',') ? ',' : ''} '${/at/i.exec(gap)![0]}' `;
  return gap.replace(/ +/g, ' ');
}

function dateFormOf(text: string): DateForm | null {
  const form = (dates: readonly string[], whole: string, compact = false): DateForm => ({
    dates,
    rest: text.slice(whole.length),
    compact
  });
  let m = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(text);
  if (m) return form([`yyyy${m[2]}${wide('M', m[3])}${m[2]}${wide('d', m[4])}`], m[0]);
  m = /^\d{4}( ?)年( ?)\d{1,2}( ?)月( ?)\d{1,2}( ?)日/.exec(text);
  if (m) return form([`yyyy${m[1]}年M${m[3]}月d${m[5]}日`], m[0]);
  m = /^(?:令和|平成|昭和|大正|明治|[RHSTM])( ?)(?:元|\d{1,2})([年./-])( ?)\d{1,2}([月./-])( ?)\d{1,2}(日?)/i.exec(text);
  if (m && (m[2] === '年' ? m[4] === '月' && m[6] === '日' : m[2] === m[4] && m[6] === '')) {
    return form([`G${m[1]}y${m[2]}M${m[4]}d${m[6]}`], m[0]);
  }
  m = /^(?:1[89]|2[01])\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?=$|\D|\d{4}(?:$|\D)|\d{6}(?:$|\D)|\d{9}$)/.exec(text);
  if (m) return form(['yyyyMMdd'], m[0], true);
  m = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/.exec(text);
  if (m) {
    const first = wide('d', m[1]);
    const second = wide('M', m[3]);
    return form([`${first}${m[2]}${second}${m[2]}yyyy`, `${wide('M', m[1])}${m[2]}${wide('d', m[3])}${m[2]}yyyy`], m[0]);
  }
  m = DAY_MONTH_NAME.exec(text);
  if (m) return form([`d${m[2]}MMM${m[3]}${m[4]!.length === 4 ? 'yyyy' : 'yy'}`], m[0]);
  m = MONTH_NAME_DAY.exec(text);
  if (m) return form([`MMM${m[1]}d${m[3]}yyyy`], m[0]);
  m = YEAR_MONTH_NAME.exec(text);
  if (m) return form([`yyyy${m[1]}MMM${m[1]}d`], m[0]);
  m = /^\d{1,2}([-/.])\d{1,2}\1\d{2}(?!\d)/.exec(text);
  if (m) {
    const s = m[1]!;
    const orders = [`dd${s}MM${s}yy`, `MM${s}dd${s}yy`, `yy${s}MM${s}dd`];
    return form(orders, m[0]);
  }
  return null;
}

/** `M` or `MM` by the digits seen. */
function wide(letter: string, digits: string | undefined): string {
  return digits?.length === 1 ? letter : letter + letter;
}

type Clock = Pick<TimeShape, 'clock' | 'seconds' | 'fraction' | 'after' | 'zone'>;

function clockOf(text: string, compactDate: boolean): Clock | null {
  const m = CLOCK.exec(text);
  const zoneAfter = m ? zoneOf(m[9]!) : null;
  if (m && zoneAfter !== null && (m[4] !== undefined || m[1] !== undefined || m[8] !== undefined)) {
    const marked = m[1] !== undefined || m[8] !== undefined;
    const hour = marked ? 'h' : wide('H', m[2]);
    const mark = m[3] ?? '';
    return {
      clock: `${m[1] ? `a${/[a-z]/i.test(m[1]) ? ' ' : ''}` : ''}${hour}${m[4] ? `${mark}mm` : ''}`,
      seconds: m[5] ? `${mark}ss` : '',
      fraction: m[7] ? `${m[6]}${'S'.repeat(Math.min(m[7].length, 9))}` : '',
      after: m[8] ? ' a' : '',
      zone: zoneAfter
    };
  }
  const ja = CLOCK_JA.exec(text);
  if (ja) {
    const zone = zoneOf(ja[8]!);
    if (zone === null) return null;
    return {
      clock: `${ja[1] ? 'ah' : 'H'}時${ja[5] ? `${ja[4]}m分` : ''}`,
      seconds: ja[7] ? `${ja[6]}s秒` : '',
      fraction: '',
      after: '',
      zone
    };
  }
  const compact = compactDate ? CLOCK_COMPACT.exec(text) : null;
  if (compact === null) return null;
  const zone = zoneOf(compact[6]!);
  if (zone === null) return null;
  return {
    clock: 'HHmm',
    seconds: compact[3] ? 'ss' : '',
    fraction: compact[5] ? `${compact[4]}${'S'.repeat(compact[5].length)}` : '',
    after: '',
    zone
  };
}

function zoneOf(text: string): string | null {
  if (text === '') return '';
  const m = ZONE.exec(text);
  if (m === null) return null;
  const field = /^[a-z]{2,}/i.test(m[2]!) ? 'z' : m[3] === ':' ? 'XXX' : 'X';
  return `${m[1] ? ' ' : ''}${field}`;
}
