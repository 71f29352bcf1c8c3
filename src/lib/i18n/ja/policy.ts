import type { policy as en } from '../en/policy';
import type { Shape } from '../messages';

export const policy: Shape<typeof en> = {
  intro: '組織のすべてのアカウントに適用する決まりです。変更は、次の操作または次のサインインから有効になります。',
  save: 'ポリシーを保存',
  undo: '変更を取り消す',
  saved: 'ポリシーを保存しました。',
  effects: '保存すると、次の影響があります。',
  noEffects: 'この変更で対応が必要になる人はいません。',
  checking: '影響を調べています…',
  factorEffect: (role, n) => `${role}：${n} 人が次のサインインで二要素認証を設定する必要があります`,
  expiryEffect: (n) => `${n} 件のアカウントで、次のサインインにパスワードの変更が必要になります`,
  labelEffect: (label, n) => `ラベル「${label}」は ${n} 件のプロセス領域で使われているため、削除できません`,
  unchanged: '保存済みです。',
  range: (least, most) => `${least}〜${most}`,
  passwords: {
    title: 'パスワード',
    minLength: '最小の長さ（パスワードのみの場合）',
    minLengthWithFactor: '最小の長さ（二要素認証がある場合）',
    characters: '文字',
    note: '効果があるのは、長く、ほかで使われていないパスワードです。よく使われるものは一覧で拒否します。'
  },
  legacy: {
    title: '従来の規則',
    badge: '推奨しません',
    kinds: '必要な文字の種類',
    kindsWhy: 'NIST SP 800-63B と ASVS 6.2.5 は勧めていません。推測しやすい型（Summer2026! など）が増えるためです。',
    kindsOff: '規則なし',
    kindsOf: (n) => `小文字・大文字・数字・その他のうち ${n} 種類`,
    expiry: 'パスワードの有効期間',
    expiryWhy:
      'NIST SP 800-63B と ASVS 6.2.10 は勧めていません。末尾の数字を増やすだけになるためです。疑いがあるときに変更してください。',
    expiryOff: 'なし',
    days: '日（0 = 期限なし）'
  },
  factor: {
    title: '二要素認証',
    required: '必須にする役割',
    note: '選んだ役割の人は、設定しないと利用できません。ほかの人は任意で設定できます。',
    adminOff: '管理者に二要素認証がない場合、パスワードが一つ盗まれるだけで組織全体が危険になります。'
  },
  session: {
    title: 'セッション',
    idle: '操作がないときの終了',
    minutes: '分後',
    absolute: '最長の継続時間',
    hours: '時間'
  },
  labels: {
    title: 'プロセス領域のラベル',
    note: '組織の機密区分です。低いものから並べます。',
    add: 'ラベルを追加',
    name: '新しいラベル',
    remove: (label) => `${label} を削除`,
    up: (label) => `${label} を上へ`,
    none: 'ラベルはまだありません。',
    twice: 'そのラベルはすでにあります。'
  },
  audit: {
    title: '監査記録',
    retention: '保存期間',
    days: '日',
    note: '1 年（365 日）以上にしてください。'
  }
};
