import type { login as en } from '../en/login';
import type { Shape } from '../messages';

export const login: Shape<typeof en> = {
  title: 'サインイン'
};
