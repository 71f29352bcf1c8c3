import { frequencyMap } from '$lib/kernel/discovery/frequency-map';
import type { AnalysisName, AnalysisParams, AnalysisResult } from '$lib/model/analysis';
import type { FrequencyMap } from '$lib/model/map';
import type { OpenLog, Selected } from '../store/open-log';

/** What an analysis works on: what the selection leaves of a log, and the open log behind it. */
export interface AnalysisInput extends Selected {
  readonly open: OpenLog;
}

/** One analysis: fetch columns, call a kernel. A result's buffers are transferred, so it must share none with the log. */
export interface Analysis<N extends AnalysisName> {
  run(input: AnalysisInput, params: AnalysisParams<N>): AnalysisResult<N> | Promise<AnalysisResult<N>>;
}

export function defineAnalysis<N extends AnalysisName>(run: Analysis<N>['run']): Analysis<N> {
  return { run };
}

/** The frequency map several analyses start from. */
export function frequencyOf({ log, keep }: AnalysisInput): FrequencyMap {
  return frequencyMap(log, keep);
}
