import { frequencyMap } from '$lib/kernel/discovery/frequency-map';
import type { AnalysisName, AnalysisParams, AnalysisResult } from '$lib/model/analysis';
import type { FrequencyMap } from '$lib/model/map';
import type { OpenLog } from '../store/open-log';

/** What an analysis works on: an open log and the selected cases (null = every case). */
export interface AnalysisInput {
  readonly open: OpenLog;
  /** [cases] 1 = selected */
  readonly keep: Uint8Array | null;
}

/** One analysis: fetch columns, call a kernel. A result's buffers are transferred, so it must share none with the log. */
export interface Analysis<N extends AnalysisName> {
  run(input: AnalysisInput, params: AnalysisParams<N>): AnalysisResult<N>;
}

export function defineAnalysis<N extends AnalysisName>(run: Analysis<N>['run']): Analysis<N> {
  return { run };
}

/** The frequency map several analyses start from. */
export function frequencyOf({ open, keep }: AnalysisInput): FrequencyMap {
  return frequencyMap(open.log, keep);
}
