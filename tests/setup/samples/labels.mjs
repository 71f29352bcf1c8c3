import { JAPANESE_NAMES } from './people.mjs';

/** Cell of a case or event: [English header, Japanese header, its key]. */
const EVENT_COLUMNS = [
  ['Activity', 'アクティビティ', 'activity'],
  ['Start time', '開始日時', 'start'],
  ['Complete time', '完了日時', 'complete'],
  ['Resource', '担当者', 'person'],
  ['Role', '部門', 'team']
];

/** Columns of each sample, in order. What is the same in all of a case's rows comes last: it compresses best. */
export const COLUMNS = {
  'order-to-cash': [
    ['Case ID', '案件ID', 'id'],
    ...EVENT_COLUMNS,
    ['Cost', '費用', 'yen'],
    ['Region', '地域', 'region'],
    ['Customer segment', '顧客区分', 'segment'],
    ['Amount', '金額', 'amount']
  ],
  helpdesk: [
    ['Ticket ID', '問い合わせ番号', 'id'],
    ...EVENT_COLUMNS,
    ['Service', 'サービス', 'service'],
    ['Priority', '優先度', 'priority'],
    ['Channel', '受付経路', 'channel']
  ],
  'loan-application': [
    ['Application ID', '申込番号', 'id'],
    ...EVENT_COLUMNS,
    ['Purpose', '資金使途', 'purpose'],
    ['Branch', '支店', 'branch'],
    ['Amount', '申込金額', 'amount']
  ]
};

/** Label of a key: [English, Japanese]. */
const LABELS = {
  'receive-order': ['Receive order', '受注'],
  'check-credit': ['Check credit', '与信確認'],
  'confirm-order': ['Confirm order', '受注確定'],
  'change-order': ['Change order', '注文変更'],
  'cancel-order': ['Cancel order', '注文取消'],
  'check-stock': ['Check stock', '在庫確認'],
  'order-from-supplier': ['Order from supplier', '仕入先へ発注'],
  'pick-goods': ['Pick goods', 'ピッキング'],
  'pack-goods': ['Pack goods', '梱包'],
  'ship-goods': ['Ship goods', '出荷'],
  'issue-invoice': ['Issue invoice', '請求書発行'],
  'send-reminder': ['Send reminder', '督促'],
  'receive-payment': ['Receive payment', '入金'],

  'register-ticket': ['Register ticket', '問い合わせ受付'],
  classify: ['Classify', '分類'],
  assign: ['Assign to team', '担当割当'],
  investigate: ['Investigate', '調査'],
  transfer: ['Transfer to other team', '他チームへ転送'],
  'ask-user': ['Ask user', '利用者へ質問'],
  'receive-answer': ['Receive answer', '回答受領'],
  resolve: ['Resolve', '解決'],
  'confirm-solution': ['Confirm solution', '解決確認'],
  reopen: ['Reopen', '再開'],
  close: ['Close', '完了'],

  'submit-application': ['Submit application', '申込受付'],
  'check-documents': ['Check documents', '書類確認'],
  'request-documents': ['Request documents', '追加書類依頼'],
  'receive-documents': ['Receive documents', '追加書類受領'],
  'check-credit-bureau': ['Check credit bureau', '信用情報照会'],
  'verify-income': ['Verify income', '収入確認'],
  'appraise-collateral': ['Appraise collateral', '担保評価'],
  'assess-risk': ['Assess risk', '審査'],
  'return-for-correction': ['Return for correction', '差し戻し'],
  reject: ['Reject', '否決'],
  'make-offer': ['Make offer', '条件提示'],
  'revise-offer': ['Revise offer', '条件変更'],
  'cancel-application': ['Cancel application', '申込取消'],
  'accept-offer': ['Accept offer', '承諾'],
  'sign-contract': ['Sign contract', '契約締結'],
  disburse: ['Disburse', '融資実行'],

  System: ['System', 'システム'],
  Supplier: ['Supplier', '仕入先'],
  Customer: ['Customer', '顧客'],
  User: ['User', '利用者'],

  system: ['System', 'システム'],
  sales: ['Sales', '営業課'],
  credit: ['Credit control', '与信管理課'],
  warehouse: ['Warehouse', '物流課'],
  purchasing: ['Purchasing', '購買課'],
  supplier: ['Supplier', '仕入先'],
  accounting: ['Accounting', '経理課'],
  customer: ['Customer', '顧客'],
  'service-desk': ['Service desk', 'サービスデスク'],
  network: ['Network', 'ネットワーク'],
  applications: ['Applications', '業務アプリ'],
  devices: ['Devices', '端末管理'],
  user: ['User', '利用者'],
  branch: ['Branch', '営業店'],
  verification: ['Verification', '書類審査課'],
  appraisal: ['Appraisal', '担保評価課'],
  underwriting: ['Underwriting', '審査部'],
  operations: ['Operations', '事務センター'],

  tokyo: ['Tokyo', '東京'],
  osaka: ['Osaka', '大阪'],
  kyoto: ['Kyoto', '京都'],
  hyogo: ['Hyogo', '兵庫'],
  aichi: ['Aichi', '愛知'],
  fukuoka: ['Fukuoka', '福岡'],
  sapporo: ['Sapporo', '札幌'],
  sendai: ['Sendai', '仙台'],
  nagoya: ['Nagoya', '名古屋'],
  retail: ['Retail', '小売'],
  wholesale: ['Wholesale', '卸売'],
  public: ['Public sector', '官公庁'],
  mail: ['E-mail', 'メール'],
  'business-system': ['Business system', '基幹システム'],
  vpn: ['VPN', 'VPN'],
  laptop: ['Laptop', 'ノートPC'],
  printer: ['Printer', 'プリンター'],
  portal: ['Portal', 'ポータル'],
  phone: ['Phone', '電話'],
  high: ['High', '高'],
  normal: ['Normal', '中'],
  low: ['Low', '低'],
  home: ['Home', '住宅'],
  car: ['Car', '自動車'],
  renovation: ['Renovation', 'リフォーム'],
  education: ['Education', '教育'],
  business: ['Business', '事業']
};

/** @param {'en' | 'ja'} language @param {string} key a key, or a person's English name */
export function labelOf(language, key) {
  const label = LABELS[key];
  if (label) return label[language === 'en' ? 0 : 1];
  if (!JAPANESE_NAMES[key]) throw new Error(`no label for ${key}`);
  return language === 'en' ? key : JAPANESE_NAMES[key];
}
