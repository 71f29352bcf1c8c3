import type { notices as en } from '../en/notices';
import type { Shape } from '../messages';

export const notices: Shape<typeof en> = {
  title: 'お知らせ'
};
