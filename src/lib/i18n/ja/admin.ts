import type { admin as en } from '../en/admin';
import type { Shape } from '../messages';

export const admin: Shape<typeof en> = {
  title: '管理',
  back: 'プロセス一覧に戻る',
  asking: '利用者を確かめています…',
  guest: '管理画面にはサインインが必要です。',
  guestNext: '組織を管理できるアカウントでサインインしてください。',
  signIn: 'サインイン',
  notYours: 'この画面を使う権限がありません。',
  notYoursNext: '組織の管理者に相談してください。',
  unreachable: 'サービスに接続できません。',
  unreachableNext: '接続を確かめてから、ページを再読み込みしてください。',
  pages: { people: 'ユーザー', groups: 'グループ', policy: 'ポリシー' }
};
