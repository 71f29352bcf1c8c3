import type { ErrorCode } from '$lib/model/errors';
import { countOf, sizeOf, textOf } from '../error-detail';
import type { ErrorText } from '../en/error-text';
import { nothing, text } from './error-text';

/** Words of what is kept on this device, and of backups. */
export const vaultErrors = {
  'vault-locked': text(
    'Kiseki はロックされています。',
    'この端末にあるログの鍵は破棄されました。',
    'ロックを解除してから、もう一度行ってください。'
  ),
  'vault-unavailable': text(
    'このブラウザーには何も保存できません。',
    '保存領域が禁止されているか、プライベートウィンドウなどで使えません。ログはこのタブの中だけにあります。',
    'このページに保存を許可するか、通常のウィンドウで開いてください。'
  ),
  'vault-full': {
    what: () => 'この端末の空き容量が足りません。',
    where: nothing,
    why: (d) =>
      sizeOf(d, 'needBytes', 'ja')
        ? `約${sizeOf(d, 'needBytes', 'ja')}が必要ですが、ブラウザーで使えるのは${sizeOf(d, 'freeBytes', 'ja')}です。`
        : 'ブラウザーがこれ以上書き込めませんでした。',
    next: () => '使わなくなったログを削除するか、ディスクの空きを増やしてから、もう一度保存してください。'
  },
  'vault-write-failed': {
    what: () => 'ログをこの端末に書き込めませんでした。',
    where: nothing,
    why: (d) => textOf(d, 'why') || 'ブラウザーが書き込みを拒みました。',
    next: () => 'もう一度試してください。以前に保存したものはそのままです。'
  },
  'vault-newer': text(
    'より新しい Kiseki で保存されています。',
    'このバージョンでは形式を読めません。',
    'ページを再読み込みして最新版にしてください。'
  ),
  'object-missing': text(
    'このログの一部が見つかりません。',
    'ファイルがこの端末にありません。保存領域が消去された可能性があります。',
    'バックアップから復元するか、元のファイルを取り込み直してください。'
  ),
  'object-damaged': text(
    'このログの一部が壊れています。',
    '封印したときの内容と異なります。',
    'バックアップから復元するか、元のファイルを取り込み直してください。'
  ),
  'unknown-area': text('このログはもうありません。', '別のタブなどで削除されました。', '開始ページに戻ってください。'),
  'area-rolled-back': {
    what: () => 'このログは、前回ここで見たときより古い状態です。',
    where: nothing,
    why: (d) =>
      `ディスクにあるのは版${countOf(d, 'version', 'ja')}ですが、版${countOf(d, 'seen', 'ja')}まで確認しています。古い状態に戻されました。`,
    next: () => 'バックアップから復元するか、古い状態と承知のうえで開いてください。'
  },
  'area-changed': text(
    'このログは別のタブで変更されました。',
    '操作は変更前の状態に基づいています。',
    '開始ページからログを開き直してください。'
  ),
  'not-a-backup': text(
    'Kiseki のバックアップではありません。',
    'ファイルの先頭が異なります。',
    '.kiseki で終わるファイルを選んでください。'
  ),
  'backup-passphrase': text(
    'このパスフレーズではバックアップを開けません。',
    'パスフレーズが違うか、ファイルの先頭が壊れています。',
    'パスフレーズを入れ直してください。'
  ),
  'backup-truncated': text(
    'このバックアップは途中で切れているか、壊れています。',
    '書き出したときの内容と異なります。何も復元していません。',
    'ファイルを別の場所からコピーし直してください。'
  ),
  'backup-newer': text(
    'より新しい Kiseki のバックアップです。',
    'このバージョンでは形式を読めません。',
    'ページを再読み込みして最新版にしてから、開き直してください。'
  )
} satisfies Partial<Record<ErrorCode, ErrorText>>;
