import { simplifyMap } from '$lib/kernel/discovery/simplify-map';
import { defineAnalysis, frequencyOf } from './analysis';

/** The activities and paths that the sliders keep. */
export default defineAnalysis<'simplified-map'>((input, detail) =>
  simplifyMap(input.log, frequencyOf(input), detail, input.keep)
);
