import type { map as en } from '../en/map';
import type { Shape } from '../messages';

export const map = { title: 'マップ' } satisfies Shape<typeof en>;
