import { eventuallyFollows } from '$lib/kernel/statistics/eventually-follows';
import { defineAnalysis } from './analysis';

/** Pairs of activities in the order of their events, however far apart. */
export default defineAnalysis<'eventually-follows'>(({ log, keep }, { limit }) => eventuallyFollows(log, limit, keep));
