import { overview } from '$lib/kernel/statistics/overview';
import { defineAnalysis } from './analysis';

/** The log at a glance: counts, period, rates, events a case, durations, active cases. */
export default defineAnalysis<'overview'>(({ log, keep }) => overview(log, keep));
