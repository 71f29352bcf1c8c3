import type { start as en } from '../en/start';
import type { Shape } from '../messages';

export const start = {
  title: 'プロセス',
  promise: 'ログはこのブラウザーの外に出ません。',
  promiseText:
    'イベントログをドロップすれば、数秒後にはプロセスマップが読めます。読み込みも分析もこの端末の中で行い、アカウントは要りません。',
  facts: {
    sent: { value: '0 B', label: '送信したログ' },
    account: { value: 'アカウント不要', label: '登録なしで使えます' }
  },
  dropTitle: 'イベントログをこのページのどこにでもドロップ',
  dropText: '列、文字コード、日付は自動で判定します。取り込む前に確認できます',
  choose: 'ファイルを選択',
  formats: 'CSV · TSV · XES · ZIP · GZ',
  encodings: 'UTF-8 · Shift_JIS (CP932) · EUC-JP · UTF-16',
  continueWith: (name: string) => `${name}の続きを見る`,
  continueFacts: (cases: string, events: string) => `${cases}件 · ${events}イベント · このタブで開いています`,
  openMap: 'マップを開く',
  opening: '開いています…',
  samplesTitle: 'サンプルから始める',
  samplesNote: '1クリック、アプリに同梱',
  sampleFacts: (cases: string, events: string) => `${cases}件 · ${events}イベント`,
  samples: {
    'order-to-cash': { name: '受注から入金まで', text: '取り寄せ、入金遅れ、注文変更。費用の記録つき。' },
    helpdesk: { name: 'ヘルプデスク', text: '待たされ、担当を渡り歩き、再開される問い合わせ。' },
    'loan-application': { name: 'ローン申込', text: '並行する審査と提案、繰り返される書類の依頼。' }
  },
  stepsTitle: '使い方',
  steps: [
    { title: 'ログをドロップ', text: '1行が1イベント。どの案件で、何を、いつ。' },
    { title: '列を確認', text: '役割、日付、文字コードは入力済みです。' },
    { title: 'マップを読む', text: 'どこを通り、どこで、どれだけ待つのか。' }
  ],
  footer: 'ログの内容はどこにも送信しません',
  timesIn: (zone: string) => `この端末の時間帯：${zone}`
} satisfies Shape<typeof en>;
