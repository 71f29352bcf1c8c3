import type { start as en } from '../en/start';
import type { Shape } from '../messages';

export const start = { title: 'プロセス' } satisfies Shape<typeof en>;
