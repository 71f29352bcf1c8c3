import type { admin as en } from '../en/admin';
import type { Shape } from '../messages';

export const admin: Shape<typeof en> = {
  title: '管理'
};
