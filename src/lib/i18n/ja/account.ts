import type { account as en } from '../en/account';
import type { Shape } from '../messages';

export const account: Shape<typeof en> = {
  title: 'アカウント'
};
