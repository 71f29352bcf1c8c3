import type { network as en } from '../en/network';
import type { Shape } from '../messages';

export const network: Shape<typeof en> = {
  title: 'ネットワーク'
};
