import type { operator as en } from '../en/operator';
import type { Shape } from '../messages';

export const operator: Shape<typeof en> = {
  title: '運用コンソール'
};
