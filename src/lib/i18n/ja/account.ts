import type { account as en } from '../en/account';
import type { Shape } from '../messages';

export const account: Shape<typeof en> = {
  title: 'アカウント',
  menu: 'アカウント',
  signIn: 'サインイン',
  signOut: 'サインアウト',
  administration: '管理',
  guest: 'このページを使うにはサインインが必要です。',
  saved: '保存しました。',
  save: '保存',
  remove: '削除',
  cancel: 'キャンセル',
  profile: {
    title: 'プロフィール',
    name: '名前',
    email: 'メールアドレス',
    role: '役割',
    roles: { admin: '管理者', analyst: '分析者', viewer: '閲覧者', auditor: '監査者' },
    tenant: '組織',
    language: '言語',
    languages: { ja: '日本語', en: 'English' },
    zone: 'タイムゾーン',
    note: '配色（ライト・ダーク）とキーは、画面上部から端末ごとに選びます。'
  },
  password: {
    title: 'パスワード',
    note: '変更すると、ほかのセッションはすべて終了します。',
    change: 'パスワードを変更',
    changed: 'パスワードを変更し、ほかのセッションを終了しました。'
  },
  factors: {
    title: '第 2 要素',
    required: '組織の設定により、あなたの役割には第 2 要素が必要です。',
    none: 'まだありません。パスワードを盗まれると、それだけでアカウントに入られます。',
    app: '認証アプリ',
    on: '有効',
    off: '無効',
    setUp: '設定する',
    passkeys: 'パスキー',
    noPasskeys: 'なし',
    addPasskey: 'パスキーを追加',
    made: (when) => `作成 ${when}`,
    used: (when) => `最終使用 ${when}`,
    codes: 'リカバリーコード',
    codesLeft: (n) => `残り ${n} 個`,
    renew: '作り直す',
    removed: '第 2 要素を削除しました。'
  },
  sessions: {
    title: 'セッション',
    note: 'サインインしている場所の一覧です。',
    device: 'ブラウザー',
    address: 'アドレス',
    begun: '開始',
    used: '最終使用',
    here: 'このセッション',
    unfinished: '手続き中',
    end: '終了',
    endLabel: (where) => `セッションを終了：${where}`,
    everywhere: 'すべての端末からサインアウト'
  },
  proof: {
    title: 'パスワードをもう一度',
    why: '開いたままの画面からサインインの方法を変えられないように、確認します。',
    submit: '次へ'
  }
};
