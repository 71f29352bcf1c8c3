import type { frame as en } from '../en/frame';
import type { Shape } from '../messages';

export const frame = { app: 'Kiseki' } satisfies Shape<typeof en>;
