import { caseWindow } from '$lib/kernel/cases/case-window';
import { defineAnalysis } from './analysis';

/** A part of the case list of the selection. */
export default defineAnalysis<'case-window'>(({ source, keep }, { listing, offset, limit, locate }) =>
  caseWindow({ ...source, keep }, listing, offset, limit, locate)
);
