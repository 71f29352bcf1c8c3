import { ANALYSES } from '$lib/engine/analyses';
import type { Analysis } from '$lib/engine/analyses/analysis';
import { needsOfAnalysis } from '$lib/engine/analyses/needs';
import type { OpenLog } from '$lib/engine/store/open-log';
import type { AnalysisName, AnalysisParams } from '$lib/model/analysis';
import type { LogSelection } from '$lib/model/selection';

/** The log worker's own way through a selection: what `LogHost` does for each analysis, without the message. */
export async function analysed<N extends AnalysisName>(
  log: OpenLog,
  name: N,
  selection: LogSelection,
  params: AnalysisParams<N>
) {
  const analysis = ANALYSES[name] as unknown as Analysis<N>;
  await log.have(needsOfAnalysis(name, params));
  return await analysis.run({ open: log, ...(await log.select(selection)) }, params);
}
