import { formatCount, formatDuration, formatNumber, formatShare, formatTime } from '$lib/i18n/format';
import { LANGUAGES, messages, type LanguageCode, type Messages } from '$lib/i18n/messages';
import type { LogSummary } from '$lib/model/analysis';
import type { CaseMetric, Clause, ClauseOf, Place } from '$lib/model/selection';

/** What a sentence needs besides the clause: the words, and how the log's values are written. */
export interface SentenceContext {
  readonly t: Messages['clauses'];
  readonly code: LanguageCode;
  readonly timeZone: string;
  /** its values are UTC milliseconds */
  readonly isTime: (column: string) => boolean;
}

/** The context of sentences about a log, in the language of the messages. */
export function sentenceContext(t: Messages, { timeZone, columns }: Pick<LogSummary, 'timeZone' | 'columns'>): SentenceContext {
  return {
    t: t.clauses,
    code: LANGUAGES.find((code) => messages[code] === t) ?? 'en',
    timeZone,
    isTime: (column) => columns.find(({ name }) => name === column)?.type === 'time'
  };
}

/** Metrics that are times in milliseconds. */
const TIMES: ReadonlySet<CaseMetric> = new Set<CaseMetric>(['duration', 'waiting', 'service', 'longest-wait']);

export function isTimeMetric(metric: CaseMetric): boolean {
  return TIMES.has(metric);
}

/** A clause as a sentence, its negation included. A kind without one fails the type check. */
export function sentenceOf(clause: Clause, context: SentenceContext): string {
  const { t, code, timeZone } = context;
  const s = t.sentences;
  const not = (sentence: string): string => (clause.negated ? s.not(sentence) : sentence);
  switch (clause.kind) {
    case 'activity':
      return (clause.negated ? s.notActivity : s.activity)[clause.place ?? 'any'](names(clause.activities, context));
    case 'follows':
      return follows(clause, context);
    case 'attribute':
      return (clause.negated ? s.notAttribute : s.attribute)[clause.place ?? 'any'](clause.column, names(clause.values, context));
    case 'range':
      return not(range(clause, context));
    case 'metric':
      return not(metric(clause, context));
    case 'time-span': {
      const moment = (utcMs: number): string => formatTime(utcMs, timeZone, code);
      return not(s.span[clause.mode](moment(clause.fromUtcMs), moment(clause.toUtcMs)));
    }
    case 'variant': {
      const [only] = clause.sequences;
      const told =
        clause.sequences.length === 1 && only
          ? s.oneVariant(only.map((label) => label ?? s.missing).join(' → '))
          : s.variants(count(clause.sequences.length, context));
      return not(clause.column === undefined ? told : s.ofColumn(clause.column, told));
    }
    case 'rework': {
      const [plain, turned] = clause.activities.length === 0 ? [s.reworkAny, s.notReworkAny] : [s.rework, s.notRework];
      const told = (clause.negated ? turned : plain)[clause.form](names(clause.activities, context));
      return clause.times > 1 ? s.times(told, count(clause.times, context)) : told;
    }
    case 'completion': {
      const isDone = (clause.state === 'completed') !== clause.negated;
      return (isDone ? s.completed : s.running)(names(clause.ends, context));
    }
    case 'case-list': {
      const [only] = clause.caseIds;
      if (clause.caseIds.length === 1 && only !== undefined) return not(s.oneCase(only));
      return (clause.negated ? s.notCases : s.cases)(count(clause.caseIds.length, context));
    }
    case 'top': {
      const n = count(clause.count, context);
      return not(clause.by === 'variants' ? s.topVariants[clause.order](n) : s.top[clause.order](n, t.metrics[clause.by]));
    }
    case 'coverage':
      return (clause.negated ? s.notCoverage : s.coverage)(formatShare(clause.share, code, 0));
    case 'sql':
      return not(s.sql(clause.predicate.replace(/\s+/g, ' ').trim()));
    case 'group':
      return not(group(clause, context));
    case 'events': {
      const values = names(clause.values, context);
      if (clause.column === null) return (clause.negated ? s.notActivities : s.onlyActivities)(values);
      return (clause.negated ? s.notEvents : s.onlyEvents)(clause.column, values);
    }
    case 'crop': {
      const part = crop(clause, context);
      return clause.negated ? s.notCrop(part) : part;
    }
  }
}

/** The first name, and how many more. */
function names(values: readonly (string | null)[], { t: { sentences }, code }: SentenceContext): string {
  const texts = values.map((value) => value ?? sentences.missing);
  const [first = '…'] = texts;
  return texts.length <= 2 ? texts.join(sentences.or) || '…' : sentences.more(first, formatCount(texts.length - 1, code));
}

const count = (value: number, { code }: SentenceContext): string => formatCount(value, code);

function follows({ negated, from, to, reach, minMs, maxMs, compare }: ClauseOf<'follows'>, { t, code }: SentenceContext): string {
  const s = t.sentences;
  const time = (ms: number): string => formatDuration(ms, code);
  let told = (negated ? s.notFollows : s.follows)[reach](from, to);
  if (minMs !== undefined && maxMs !== undefined) told = s.between(told, time(minMs), time(maxMs));
  else if (minMs !== undefined) told = s.atLeast(told, time(minMs));
  else if (maxMs !== undefined) told = s.atMost(told, time(maxMs));
  if (compare) told = (compare.equal ? s.same : s.other)(told, compare.column);
  return told;
}

function range({ column, min, max, place }: ClauseOf<'range'>, { t, code, timeZone, isTime }: SentenceContext): string {
  const { places, range: s } = t.sentences;
  const where = placeWords(place, places);
  const value = (bound: number): string => (isTime(column) ? formatTime(bound, timeZone, code) : formatNumber(bound, code));
  if (min !== undefined && max !== undefined) return s.within(column, value(min), value(max), where);
  if (min !== undefined) return s.from(column, value(min), where);
  return max === undefined ? s.any(column, where) : s.upTo(column, value(max), where);
}

function placeWords(place: Place | undefined, words: Readonly<Record<Exclude<Place, 'any'>, string>>): string {
  return place === undefined || place === 'any' ? '' : words[place];
}

function metric({ metric: by, min, max }: ClauseOf<'metric'>, { t, code }: SentenceContext): string {
  const s = t.sentences.metric;
  const name = t.metrics[by];
  const value = (bound: number): string => metricValue(by, bound, code);
  if (min !== undefined && max !== undefined) return s.within(name, value(min), value(max));
  if (min !== undefined) return s.from(name, value(min));
  return max === undefined ? s.any(name) : s.upTo(name, value(max));
}

/** A value of a metric as it is written: a time, or a number. */
export function metricValue(by: CaseMetric, value: number, code: LanguageCode): string {
  return isTimeMetric(by) ? formatDuration(value, code) : formatNumber(value, code);
}

/** The parts of a group, joined; a group in it is bracketed. */
function group({ join, clauses }: ClauseOf<'group'>, context: SentenceContext): string {
  const s = context.t.sentences;
  const parts = clauses.map((part) => {
    const told = sentenceOf(part, context);
    return part.kind === 'group' && !part.negated && part.clauses.length > 1 ? s.in(told) : told;
  });
  return parts.length === 0 ? s.emptyGroup : parts.join(s[join]);
}

function crop({ from, to, reach }: ClauseOf<'crop'>, { t }: SentenceContext): string {
  const s = t.sentences.crop;
  if (from !== null && to !== null) return s.both[reach](from, to);
  if (from !== null) return s.from(from);
  return to === null ? s.whole : s.to[reach](to);
}
