import { defineAnalysis, frequencyOf } from './analysis';

/** Counts, case counts, repetitions, starts and ends of the selected cases, with the activities and edges they belong to. */
export default defineAnalysis<'process-map'>((input) => {
  const { activities, variants } = input.log;
  return {
    activities,
    edgeFrom: variants.edgeFrom.slice(),
    edgeTo: variants.edgeTo.slice(),
    frequency: frequencyOf(input)
  };
});
