import { mapTimes } from '$lib/kernel/performance/map-times';
import { defineAnalysis } from './analysis';

/** Transition and service times of the selected cases, exact. */
export default defineAnalysis<'map-times'>(({ log, keep, timeIndex }) => mapTimes(timeIndex(), log, keep));
