import type { login as en } from '../en/login';
import type { Shape } from '../messages';

export const login: Shape<typeof en> = {
  title: 'サインイン',
  intro: '組織のアカウントでサインインします。サインインしてもしなくても、ログはこの端末から出ません。',
  tenant: '組織',
  tenantHint: '管理者から伝えられた短い名前',
  email: 'メールアドレス',
  password: 'パスワード',
  show: '表示',
  submit: 'サインイン',
  haveCode: 'ワンタイムコードを持っている',
  lostPassword: 'パスワードを忘れたときは、管理者からワンタイムコードを受け取ってください。',
  asGuest: 'サインインせずに使う',
  setUp: 'サービスの初期設定（組織がまだありません）',
  cancel: '最初からやり直す',
  otherProvider: '組織の認証サービスでサインイン',
  providerFailed: '組織の認証サービスでサインインできませんでした。',
  providerFailedNext:
    'もう一度試すか、パスワードでサインインしてください。確認済みの同じメールアドレスのアカウントが Kiseki に必要です。',
  signedInAs: (name, tenant) => `${name}（${tenant}）`,
  activate: {
    title: 'ワンタイムコードを使う',
    intro: 'コードは一度だけ、最長 24 時間有効です。続けて自分のパスワードを決めます。',
    code: 'ワンタイムコード',
    codeHint: '5 文字ずつ 4 組。大文字・小文字とハイフンは問いません',
    submit: '次へ'
  },
  newPassword: {
    title: 'パスワードを決める',
    intro: '管理者を含め、ほかの誰にも知られません。関係のない単語をいくつか並べると、強くて入力しやすくなります。',
    label: '新しいパスワード',
    current: '今までのパスワード',
    length: (typed, least) => `${typed} 文字（${least} 文字以上）`,
    good: 'このパスワードを使えます。',
    submit: 'パスワードを設定',
    faults: {
      'too-short': (least) => `${least} 文字以上にしてください。`,
      'too-long': () => '256 文字以内にしてください。',
      'too-few-kinds': () => '組織の設定により、文字の種類（小文字・大文字・数字・その他）を増やす必要があります。',
      'too-simple': () => '繰り返しや連続した文字は、真っ先に試されます。',
      'too-common': () => '多くの人が使っているため、真っ先に試されるパスワードです。',
      'names-you': () => '氏名、組織名、Kiseki などの名前は、真っ先に試されます。',
      'same-as-before': () => '今のパスワードと同じです。'
    }
  },
  step: {
    title: '2 段階目の確認',
    totp: '認証アプリに表示された 6 桁の数字',
    recovery: 'リカバリーコード',
    submit: '次へ',
    passkey: 'パスキーを使う',
    toRecovery: 'スマートフォンが手元にないときは、リカバリーコードを使う',
    toTotp: '認証アプリを使う',
    lost: 'リカバリーコードもないときは、管理者に第 2 要素の解除を依頼してください。'
  },
  enrol: {
    title: '第 2 要素を設定する',
    intro: '組織の設定により必要です。パスワードを盗まれても、それだけでは何も開けなくなります。',
    app: '認証アプリ',
    appIntro: 'スマートフォンの認証アプリで読み取り、表示された 6 桁の数字を入力してください。',
    qr: '認証アプリ用の QR コード',
    secret: 'または、次のキーをアプリに入力してください：',
    code: 'アプリに表示された 6 桁の数字',
    submit: '有効にする',
    passkey: 'パスキー',
    passkeyIntro: 'セキュリティキー、またはこの端末の指紋・顔・PIN を使います。',
    passkeyName: 'パスキーの名前',
    passkeyDefault: 'この端末',
    passkeyAdd: 'パスキーを作る',
    passkeyFailed: 'パスキーは作られませんでした。'
  },
  codes: {
    title: 'リカバリーコード',
    intro:
      'スマートフォンをなくしたとき、第 2 要素の代わりに 1 つにつき一度だけ使えます。表示されるのは今だけです。大切な書類と同じように保管してください。',
    save: 'ファイルに保存',
    print: '印刷',
    done: '保管しました',
    file: 'Kiseki リカバリーコード',
    label: 'リカバリーコード'
  },
  provider: {
    title: 'サインインサービス',
    intro:
      '組織の ID プロバイダー（OpenID Connect）です。確認済みのメールアドレスが一致する、Kiseki に登録済みの人だけがサインインできます。アカウントが自動で作られることはありません。',
    redirect: 'プロバイダーに次のアドレスを登録してください：',
    name: '名前',
    nameHint: '監査ログに表示されます',
    issuer: '発行者（issuer）',
    issuerHint: 'https のアドレス。保存するときに接続して確かめます',
    clientId: 'クライアント ID',
    secret: 'クライアントシークレット',
    secretKept: '空欄なら今のものを使い続けます。封印して保存され、表示されることはありません。',
    enabled: 'このサービスでのサインインを許可する',
    hasSecondFactor: 'サービス側で第 2 要素を確認するため、Kiseki では求めない'
  },
  ended: 'サインアウトされました。',
  endedNext: 'セッションの期限が切れたか、ほかの場所で終了されました。開いているログはそのまま残っています。',
  again: 'もう一度サインイン'
};
