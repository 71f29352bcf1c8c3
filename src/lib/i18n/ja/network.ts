import type { network as en } from '../en/network';
import type { Shape } from '../messages';

export const network: Shape<typeof en> = {
  title: 'ネットワーク',
  intro: '組織の方がどのネットワークからサービスを利用できるかを定めます。要求のたびに確認します。',
  logsStay: '端末内のログは端末の外に出ないため、その端末では引き続き読めます。',
  your: '現在のご自身のアドレス',
  everywhere: 'ネットワークの指定がないため、どこからでもサインインできます。',
  ranges: '許可するネットワーク',
  rangesHint: '1 行に 1 件、CIDR または単独のアドレスで入力します。例: 192.0.2.0/24、2001:db8::/32。空欄ならすべて許可します。',
  addOwn: '自分のアドレスを追加',
  asKept: '保存される内容',
  line: '行',
  range: 'ネットワーク',
  addresses: 'アドレス数',
  note: '備考',
  notes: {
    unreadable: 'ネットワークとして読み取れません。',
    'host-bits': 'プレフィックスより後ろのビットは 0 にしました。',
    everywhere: 'この種類のアドレスをすべて許可します。'
  },
  holdsYou: 'ご自身のアドレスを含みます。',
  lockOut: 'この一覧ではご自身が締め出されます。',
  lockOutNext: (address) => `お使いのアドレス ${address} がどのネットワークにも含まれていません。保存する前に追加してください。`,
  unreadable: (count) => `読み取れない行が ${count} 行あります。`,
  unreadableNext: '保存する前に修正するか削除してください。',
  tooMany: (limit) => `登録できるネットワークは ${limit} 件までです。`,
  openAll: 'すべてのネットワークからの利用を許可することになります。',
  save: '保存',
  undo: '変更を元に戻す',
  saved: 'ネットワークを保存しました。ただちに適用されます。',
  reload: '現在の内容を表示',
  lost: '誰も入れなくなった場合は、サービスの運用者が一覧を空にできます。その操作は監査記録に残ります。'
};
