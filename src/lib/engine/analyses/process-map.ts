import { defineAnalysis, frequencyOf } from './analysis';

/** Counts, case counts, repetitions, starts and ends of the selected cases. */
export default defineAnalysis<'process-map'>((input) => frequencyOf(input));
