import type { importing as en } from '../en/importing';
import type { Shape } from '../messages';

export const importing = { title: '取り込み' } satisfies Shape<typeof en>;
