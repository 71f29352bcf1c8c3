import { mapTimes } from '$lib/kernel/performance/map-times';
import { defineAnalysis } from './analysis';

/** Transition and service times of the selected cases, exact. */
export default defineAnalysis<'map-times'>(({ open, keep }) => mapTimes(open.timeIndex(), open.log, keep));
