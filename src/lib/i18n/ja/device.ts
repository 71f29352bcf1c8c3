import type { device as en } from '../en/device';
import type { Shape } from '../messages';

export const device = {
  menu: '設定とロック',
  settings: '設定',
  lockNow: '今すぐロック',
  lockNowHint: '開いているログは閉じます',
  lock: {
    title: 'ロック中',
    heading: 'Kisekiはロックされています。',
    text: 'すべてのタブで、開いていたログを閉じ、保存済みログの鍵をメモリーから消しました。',
    guest:
      'ゲストとして利用中のため、ロックの解除では何も確認しません。のぞき見は防げますが、この端末を使える人からは守れません。',
    unlock: 'ロックを解除',
    unlocking: '解除中'
  },
  locking: {
    title: 'ロック',
    idle: '操作がないときに自動でロック',
    minutes: (count) => (count === 0 ? 'しない' : count === 60 ? '1時間後' : `${count}分後`),
    onHide: 'Kisekiのタブがどれも見えなくなったらロック',
    note: 'すべてのタブが一緒にロックされます。ファイルの取り込み中やログの保存中は、自動ロックは終わるまで待ちます。この端末に保存済みのログは解除後にまた開けますが、保存していないログは閉じられ、元に戻せません。'
  },
  offline: {
    title: 'ネットワークなしでの利用',
    unknown: 'Kisekiがこの端末に保存されているか確認しています。',
    storing: 'Kisekiをこの端末に保存しています。',
    ready: 'Kisekiはこの端末に保存済みです。ネットワークがなくても起動し、利用できます。',
    unavailable:
      'このブラウザーにはKisekiを保存できません（プライベートウィンドウ、または保存が無効）。起動にはネットワークが必要です。'
  },
  online: 'オンライン',
  onlineWhy: 'サーバーに接続できます。その場合も、ログはこの端末から出ません。',
  offlineBadge: 'オフライン',
  offlineWhy: 'サーバーに接続できません。この端末にあるものは、いつもどおり使えます。',
  update: {
    ready: '新しい版',
    title: '新しい版の準備ができました',
    text: '保存は済んでいます。切り替えるとKisekiが起動し直します。時間はかかりません。',
    closes: (name) => `開いている「${name}」はこの端末に保存されていないため、閉じられます。`,
    waits: {
      import: '取り込みが終わるまで待っています。',
      save: 'ログの保存が終わるまで待っています。',
      tabs: (count) => `ほかのKisekiのタブ（${count}個）が閉じられるまで待っています。`
    },
    later: '何もしなくても、すべてのタブを閉じれば次回から新しい版になります。',
    act: '新しい版で起動し直す',
    acting: '起動し直しています'
  }
} satisfies Shape<typeof en>;
