import type { audit as en } from '../en/audit';
import type { Shape } from '../messages';

export const audit: Shape<typeof en> = {
  title: '監査ログ'
};
