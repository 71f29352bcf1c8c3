import { defineAnalysis } from './analysis';

/** Key figures of the selected cases. */
export default defineAnalysis<'case-figures'>(({ open, log, keep }) => open.figures(log, keep));
