import type { serviceErrors as en } from '../en/service-errors';

export const serviceErrors: typeof en = {
  'bad-request': {
    what: () => 'この内容では受け付けられません。',
    next: (d) => `項目 ${d.at ?? ''} を直して、もう一度送ってください。`
  },
  'too-large': { what: () => '一度に送れる量を超えています。', next: () => '分けて送ってください。' },
  'too-many-requests': {
    what: () => '試行回数が多すぎます。',
    next: (d) => `${d.retrySeconds ?? ''} 秒待ってから、もう一度試してください。`
  },
  'not-found': { what: () => '存在しないか、権限がありません。', next: () => '一覧に戻って確かめてください。' },
  conflict: { what: () => 'その名前はすでに使われています。', next: () => '別の名前にしてください。' },
  stale: { what: () => 'ほかの人が先に変更しました。', next: () => '最新の内容を確かめてから、変更し直してください。' },
  'idempotency-mismatch': {
    what: () => '同じ番号で別の内容が送られました。',
    next: () => 'ページを再読み込みして、やり直してください。'
  },
  'cross-site': { what: () => '別のサイトからの要求です。', next: () => 'Kiseki を直接開いて、やり直してください。' },
  'sign-in-needed': { what: () => 'サインインしていません。', next: () => 'サインインしてください。' },
  'wrong-stage': { what: () => 'サインインが完了していません。', next: () => 'サインインを完了してください。' },
  forbidden: { what: () => 'この操作の権限がありません。', next: () => '管理者に相談してください。' },
  'outside-network': {
    what: () => '組織の設定により、このネットワークからは利用できません。',
    next: () => '組織のネットワークから利用するか、管理者に相談してください。'
  },
  'tenant-suspended': { what: () => '組織の利用が停止されています。', next: () => '管理者に相談してください。' },
  unavailable: {
    what: () => 'サービスが応答できません。',
    next: () => 'しばらくしてからやり直してください。この端末のログは引き続き使えます。'
  },
  offline: { what: () => 'サービスに接続できません。', next: () => '接続を確かめてください。この端末のログは引き続き使えます。' },
  internal: { what: () => 'サービスで問題が起きました。', next: () => 'やり直しても続く場合は、運用者に連絡してください。' }
};
