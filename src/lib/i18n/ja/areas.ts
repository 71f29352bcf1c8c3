import type { areas as en } from '../en/areas';
import type { Shape } from '../messages';

export const areas: Shape<typeof en> = {
  title: 'プロセス領域'
};
