import { caseWindow } from '$lib/kernel/cases/case-window';
import { defineAnalysis } from './analysis';
import { listInputOf } from './case-list-input';

/** A part of the case list of the selection. */
export default defineAnalysis<'case-window'>((input, { listing, offset, limit, locate }) =>
  caseWindow(listInputOf(input), listing, offset, limit, locate)
);
