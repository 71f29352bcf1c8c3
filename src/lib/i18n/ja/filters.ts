import type { filters as en } from '../en/filters';
import type { Shape } from '../messages';

export const filters = { add: 'フィルター' } satisfies Shape<typeof en>;
