import type { people as en } from '../en/people';
import type { Shape } from '../messages';

export const people: Shape<typeof en> = {
  total: (n) => `${n} アカウント`,
  search: '氏名・メールで検索',
  allStates: 'すべての状態',
  allRoles: 'すべての役割',
  allGroups: 'すべてのグループ',
  columns: {
    name: '氏名',
    role: '役割',
    groups: 'グループ',
    state: '状態',
    factor: '二要素認証',
    lastSignIn: '最終サインイン',
    acts: '操作'
  },
  roles: { admin: '管理者', analyst: '分析者', viewer: '閲覧者', auditor: '監査者' },
  roleWhat: {
    admin: 'ユーザー・ポリシー・アクセスを管理する',
    analyst: 'ログを取り込み、プロセス領域を作る',
    viewer: '許可されたものを閲覧する',
    auditor: '監査記録だけを見る'
  },
  states: { invited: '招待中', active: '有効', disabled: '無効', left: '退職' },
  locked: 'ロック中',
  lockedWhy: 'サインインの失敗が多すぎます',
  factorOn: '設定済み',
  factorOff: 'なし',
  never: 'なし',
  backUntil: (day) => `${day} まで復帰できます`,
  none: '該当するアカウントはありません。',
  more: 'さらに表示',
  loading: '読み込み中…',
  create: 'アカウントを作成',
  fromFile: 'ファイルから…',
  edit: (name) => `${name} を変更`,
  save: '保存',
  cancel: 'キャンセル',
  close: '閉じる',
  saved: (name) => `${name} を変更しました。`,
  look: '最新の内容を見る',
  fields: {
    name: '氏名',
    email: 'メールアドレス',
    role: '役割',
    language: '言語',
    zone: 'タイムゾーン',
    groups: 'グループ',
    noGroups: 'グループはまだありません。'
  },
  languages: { ja: '日本語', en: '英語 (English)' },
  createNote: 'ここではパスワードを設定しません。一回限りのコードを本人に渡し、本人がパスワードを決めます。',
  menu: (name) => `${name} のその他の操作`,
  acts: {
    edit: '変更…',
    disable: '無効にする…',
    enable: '有効にする',
    delete: '削除…',
    leave: '退職の処理…',
    restore: '復帰させる…',
    reset: '新しいコードを発行…',
    resetFactor: '二要素認証をリセット…',
    unlock: 'ロックを解除'
  },
  leaves: (name) => `${name} の退職の処理…`,
  asks: {
    disable: {
      title: (name) => `${name} を無効にしますか？`,
      text: 'サインインできなくなり、使用中のセッションはすぐに終わります。プロセス領域・グループ・権限はそのまま残ります。',
      act: '無効にする'
    },
    reset: {
      title: (name) => `${name} に新しいコードを発行しますか？`,
      text: '今のパスワードは使えなくなり、使用中のセッションは終わります。コードは 24 時間以内に一回だけ使え、本人が新しいパスワードを決めます。',
      act: 'コードを発行'
    },
    resetFactor: {
      title: (name) => `${name} の二要素認証をリセットしますか？`,
      text: '認証アプリ・パスキー・回復コードが外れ、使用中のセッションは終わります。依頼したのが本人であることを必ず確かめてください。',
      act: 'リセットする'
    }
  },
  done: {
    disabled: (name) => `${name} はサインインできなくなりました。`,
    enabled: (name) => `${name} は再びサインインできます。`,
    unlocked: (name) => `${name} のロックを解除しました。`,
    factorReset: (name) => `${name} の二要素認証を外しました。`,
    left: (name) => `${name} の退職の処理が終わりました。セッションとコードは無効です。`,
    restored: (name) => `${name} が復帰しました。`,
    deleted: (name) => `${name} を削除しました。`
  },
  leave: {
    title: (name) => `${name} の退職`,
    what: (sessions, groups) =>
      `使用中のセッション（${sessions}）・コード・鍵はすぐに無効になります。グループ（${groups}）と権限は働かなくなります。`,
    undo: '30 日以内なら元に戻せます。その後、アカウントは削除されます。',
    areas: (n) => `新しい所有者が必要なプロセス領域：${n} 件`,
    noAreas: 'このアカウントが所有するプロセス領域はありません。',
    heir: '新しい所有者',
    choose: '選択…',
    act: '退職を確定'
  },
  remove: {
    title: (name) => `${name} を削除しますか？`,
    text: '氏名とメールアドレスは完全に消えます。監査記録に残った内容は消えません。元に戻せません。',
    act: '完全に削除'
  },
  restore: {
    title: (name) => `${name} を復帰させますか？`,
    text: '状態・グループ・権限が元どおりになります。サインインには以前のパスワードが必要です。セッションは戻りません。',
    areas: '新しい所有者がまだ持っているプロセス領域も元に戻す',
    act: '復帰させる'
  },
  codes: {
    title: '一回限りのコード',
    note: 'コードは安全な方法で本人に渡してください。表示はこの画面だけです。再表示はできず、新しく発行することだけができます。',
    until: (time) => `${time} まで、一回だけ有効`,
    made: (n) => `${n} 件のアカウントを作成しました。`,
    download: 'CSV でダウンロード',
    print: '印刷',
    done: '控えました',
    columns: { name: '氏名', email: 'メールアドレス', code: '一回限りのコード', until: '有効期限' },
    file: '一回限りのコード',
    where: (address) => `はじめ方：${address} を開き、組織・メールアドレス・コードを入力します。`
  },
  groups: {
    title: 'グループ',
    total: (n) => `${n} グループ`,
    create: 'グループを作成',
    name: 'グループ名',
    search: 'グループを検索',
    members: 'メンバー',
    rename: (name) => `${name} の名前を変更`,
    remove: (name) => `${name} を削除`,
    open: (name) => `${name} のメンバー`,
    none: '該当するグループはありません。グループを使うと、プロセス領域の権限を一度にまとめて許可できます。',
    removeTitle: (name) => `グループ「${name}」を削除しますか？`,
    removeText: (n) => `メンバー（${n}）は残りますが、このグループに許可された権限を失います。元に戻せません。`,
    removeAct: 'グループを削除',
    removed: (name) => `グループ「${name}」を削除しました。`,
    add: '人を追加',
    addHint: '氏名・メールで検索',
    takeOut: (name) => `${name} を外す`,
    empty: 'このグループにはまだ誰もいません。',
    nobody: '該当する人はいません。'
  },
  list: {
    title: 'ファイルからアカウントを作成',
    drop: 'CSV ファイルをここにドロップ',
    dropText: '列：メール、氏名、役割、グループ、言語（英語の列名も可）。UTF-8 または Shift_JIS（CP932）、500 行まで。',
    choose: 'ファイルを選択',
    template: '空のファイルを入手',
    another: '別のファイル',
    rows: (n) => `${n} 行`,
    good: (n) => `${n} 件を作成できます`,
    bad: (n) => `${n} 項目に誤りがあります`,
    line: '行',
    problem: '問題',
    encoding: (name) => `${name} として読み込みました`,
    newGroups: 'まだないグループを作成する',
    leaveOut: (n) => `誤りのある ${n} 行を除く`,
    create: (n) => `${n} 件のアカウントを作成`,
    creating: '作成中…',
    checking: '確認中…',
    columnsFound: '役割：管理者・分析者・閲覧者・監査者。グループが複数あるときは ; で区切ります。言語：ja または en。',
    faults: {
      empty: 'ファイルに行がありません。',
      'no-mail-column': '先頭の行に「メール」の列がありません。先頭の行には列名が必要です。',
      'too-many': '500 行を超えています。ファイルを分けてください。',
      'too-large': '2 MB を超えています。ユーザーの一覧ではないようです。',
      'bad-quotes': '閉じていない引用符があります。ファイルの引用符を確かめてください。',
      'not-text': 'テキストファイルではありません。表を CSV 形式で保存してください。'
    },
    problems: {
      missing: 'がありません',
      wrong: 'が正しくありません',
      'too-long': 'が長すぎます',
      twice: 'がファイルの中で重複しています',
      exists: 'のアカウントはすでにあります',
      left: 'は退職した人のものです。そのアカウントを復帰させてください',
      unknown: 'は、管理者・分析者・閲覧者・監査者のどれかにしてください'
    },
    alsoOn: (line) => `（${line} 行目にもあります）`
  }
};
