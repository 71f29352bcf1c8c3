import type { LogColumns } from '$lib/model/log';
import type { StepTimes } from '$lib/model/variants';
import { medianOf } from '../performance/median-of';

/**
 * Mean and median (type 7) time before each step and in it, over some cases of one sequence.
 *
 * @param first [cases] the first event of each case
 * @param steps how many of the steps, at most as many as each case has
 *
 * Time O(cases x steps), memory 8 bytes a case.
 */
export function stepTimes(log: LogColumns, first: Uint32Array, steps: number): StepTimes {
  const { timeMs, startMs } = log;
  const room = new Float64Array(first.length);
  const none = (): Float64Array => new Float64Array(steps).fill(NaN);
  const transitionMeanMs = none();
  const transitionMedianMs = none();
  const serviceMeanMs = startMs === null ? null : none();
  const serviceMedianMs = startMs === null ? null : none();
  for (let step = 1; step < steps; step++) {
    let sum = 0;
    for (let c = 0; c < first.length; c++) {
      const e = first[c]! + step;
      const start = startMs === null ? NaN : startMs[e]!;
      const before = (Number.isNaN(start) ? timeMs[e]! : start) - timeMs[e - 1]!;
      room[c] = before;
      sum += before;
    }
    transitionMeanMs[step] = sum / first.length;
    transitionMedianMs[step] = medianOf(room, first.length);
  }
  if (startMs === null || serviceMeanMs === null || serviceMedianMs === null) {
    return { transitionMeanMs, transitionMedianMs, serviceMeanMs, serviceMedianMs };
  }
  for (let step = 0; step < steps; step++) {
    let sum = 0;
    let known = 0;
    for (let c = 0; c < first.length; c++) {
      const e = first[c]! + step;
      const service = timeMs[e]! - startMs[e]!;
      if (Number.isNaN(service)) continue;
      room[known++] = service;
      sum += service;
    }
    serviceMeanMs[step] = sum / known;
    serviceMedianMs[step] = medianOf(room, known);
  }
  return { transitionMeanMs, transitionMedianMs, serviceMeanMs, serviceMedianMs };
}
