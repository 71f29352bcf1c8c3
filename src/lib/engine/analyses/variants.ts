import { variantList } from '$lib/kernel/variants/variant-list';
import { defineAnalysis } from './analysis';

/** The most frequent variants of the selected cases. */
export default defineAnalysis<'variants'>(({ log, keep }, { limit }) => variantList(log, limit, keep));
