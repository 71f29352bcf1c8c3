import { caseFigures } from '$lib/kernel/performance/case-figures';
import { indexSequences } from '$lib/kernel/variants/variant-index';
import type { CaseFigures } from '$lib/model/analysis';
import type { ImportReport } from '$lib/model/import';
import type { CodeArray, DeriveReport, LogColumns, LogShape, TableColumn } from '$lib/model/log';
import type { ImportedLog } from '../../protocol';
import { arrayOf, kindOf, type CodeKind } from './code-kind';
import { packNumbers, unpackNumbers, type NumberCode } from './number-code';
import { PartBuilder, type PartReader } from './part-file';

/** What is known of a column before its values are read. */
export type ColumnHead = Omit<TableColumn, 'codes' | 'dictionary'> & { readonly size: number; readonly kind: CodeKind };

/**
 * The part `core`: all that a first map needs, the figures beside it included. The activities of a case are those of its variant, and so is
 * its length.
 */
export interface CoreMeta {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly ColumnHead[];
  /** the table has start times; so have the events */
  readonly hasStarts: boolean;
  readonly haveStarts: boolean;
  /** of all cases */
  readonly figures: CaseFigures;
  readonly shape: LogShape;
  readonly timeZone: string;
  readonly report: ImportReport;
  readonly derived: DeriveReport;
  readonly activities: readonly string[];
  readonly events: number;
  readonly variants: {
    readonly of: NumberCode;
    readonly lengths: NumberCode;
    readonly sequence: NumberCode;
    readonly kind: CodeKind;
  };
  readonly activityKind: CodeKind;
}

/** Of the columnar log what the part `core` holds. */
export type CoreColumns = Omit<LogColumns, 'timeMs' | 'startMs' | 'row' | 'caseIds'>;

export async function packCore(writing: string, imported: ImportedLog): Promise<readonly Uint8Array[]> {
  const { table, shape, derived, report, timeZone } = imported;
  const { log } = derived;
  const { variants } = log;
  const part = new PartBuilder(CORE_PAYS);
  const lengths = new Uint32Array(variants.size);
  for (let v = 0; v < variants.size; v++) lengths[v] = variants.sequenceStart[v + 1]! - variants.sequenceStart[v]!;
  const meta: CoreMeta = {
    name: table.name,
    rows: table.rows,
    columns: table.columns.map(({ codes, dictionary, ...head }) => ({ ...head, size: dictionary.size, kind: kindOf(codes) })),
    hasStarts: table.startMs !== null,
    haveStarts: log.startMs !== null,
    figures: caseFigures(log),
    shape,
    timeZone,
    report,
    derived: derived.report,
    activities: log.activities,
    events: log.timeMs.length,
    variants: {
      of: await packNumbers(part, 'variant', variants.variantOf),
      lengths: await packNumbers(part, 'length', lengths),
      sequence: await packNumbers(part, 'sequence', variants.sequence),
      kind: kindOf(variants.sequence)
    },
    activityKind: kindOf(log.activity)
  };
  return part.finish(writing, meta);
}

/** In the part that is waited for, deflate where it leaves a third or less: as quick to read as what it saves. */
const CORE_PAYS = 0.35;

export async function unpackCore(part: PartReader<CoreMeta>): Promise<CoreColumns> {
  const { activities, variants: code, events, activityKind } = part.meta;
  const variantOf = await unpackNumbers(part, 'variant', code.of, new Uint32Array(code.of.count));
  const lengths = await unpackNumbers(part, 'length', code.lengths, new Uint32Array(code.lengths.count));
  const sequence = await unpackNumbers(part, 'sequence', code.sequence, arrayOf(code.kind, code.sequence.count));
  const size = lengths.length;
  const sequenceStart = new Uint32Array(size + 1);
  for (let v = 0; v < size; v++) sequenceStart[v + 1] = sequenceStart[v]! + lengths[v]!;
  const { caseStart, activity } = casesOf(variantOf, sequenceStart, sequence, arrayOf(activityKind, events));
  return {
    activities,
    activity,
    caseStart,
    variants: indexSequences({ size, variantOf, sequenceStart, sequence }, activities.length)
  };
}

/** Every case as its variant has it. */
function casesOf(
  variantOf: Uint32Array,
  sequenceStart: Uint32Array,
  sequence: CodeArray,
  activity: CodeArray
): { caseStart: Uint32Array; activity: CodeArray } {
  const caseStart = new Uint32Array(variantOf.length + 1);
  let at = 0;
  for (let c = 0; c < variantOf.length; c++) {
    const variant = variantOf[c]!;
    const end = sequenceStart[variant + 1]!;
    for (let i = sequenceStart[variant]!; i < end; i++) activity[at++] = sequence[i]!;
    caseStart[c + 1] = at;
  }
  return { caseStart, activity };
}
