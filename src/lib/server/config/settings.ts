import { port, ranges, secret, secretUrl, text, textOr, whole, yesNo } from './kinds';

/**
 * Every setting there is, in the order of the table: `Config` has a field for each, the README's table is compared with it, `npm start -- --check`
 * prints it, and any other name that begins with KISEKI_ stops the start.
 */
export const SETTINGS = {
  host: textOr('HOST', '127.0.0.1', 'the address that the app listens on'),
  port: port('PORT', ['4173, or the next free one', 'its port; one that is asked for is not replaced, 0 takes any']),
  tlsCert: text('KISEKI_TLS_CERT', ['no TLS', 'PEM file: the certificate with its chain; read again when it changes']),
  tlsKey: text('KISEKI_TLS_KEY', ['no TLS', 'PEM file: its private key']),
  trustedProxies: whole(
    'KISEKI_TRUSTED_PROXIES',
    0,
    [0, 8],
    'how many proxies of our own stand in front: as many last addresses of X-Forwarded-For are believed'
  ),
  behindTls: yesNo(
    'KISEKI_BEHIND_TLS',
    false,
    'a trusted proxy in front speaks TLS to the browsers: HSTS is sent, addresses are https'
  ),
  hstsSeconds: whole(
    'KISEKI_HSTS_SECONDS',
    31_536_000,
    [0, 63_072_000],
    'how long browsers that came over TLS are to insist on it; 0 does not tell them'
  ),
  rateAnonymous: whole(
    'KISEKI_RATE_ANONYMOUS',
    50,
    [0, 10_000],
    'requests a second that one address may make without a session, ten times as many at once; 0: no limit'
  ),
  rateSession: whole('KISEKI_RATE_SESSION', 20, [0, 10_000], 'the same for one session'),
  managementHost: textOr(
    'KISEKI_MANAGEMENT_HOST',
    '127.0.0.1',
    "the address of the management listener (operators' console, metrics)"
  ),
  managementPort: port('KISEKI_MANAGEMENT_PORT', ['the next free one', 'its port']),
  managementAllow: ranges(
    'KISEKI_MANAGEMENT_ALLOW',
    '127.0.0.0/8, ::1/128',
    'networks that may use the management listener, parted by commas'
  ),
  drainSeconds: whole(
    'KISEKI_DRAIN_SECONDS',
    0,
    [0, 5],
    'how long a process that is told to end says so by /readyz and still takes requests: as long as a load balancer needs to see it'
  ),
  databaseUrl: secretUrl(
    'DATABASE_URL',
    ['postgres', 'postgresql'],
    ['the embedded PostgreSQL', 'a PostgreSQL server (15 or newer) and a user that owns its database and may create roles']
  ),
  dataDir: textOr('KISEKI_DATA_DIR', '.kiseki', 'the folder of the embedded store and of the key made at the first start'),
  masterKeyFile: text('KISEKI_MASTER_KEY_FILE', [
    'made in the data folder for the embedded store',
    'file of mode 0600 with master keys, a line of 32 bytes in base64 each: the first seals, all open'
  ]),
  masterKey: secret('KISEKI_MASTER_KEY', ['none', 'the same, parted by commas, where there is no file']),
  smtpUrl: secretUrl('KISEKI_SMTP_URL', ['smtp', 'smtps'], ['no mail is sent', 'the mail server that notices go out by']),
  mailFrom: text('KISEKI_MAIL_FROM', ['none', 'the sender of these mails']),
  operator: text('KISEKI_OPERATOR', ['none', 'for the maintenance commands: the mail address of the operator who runs them']),
  operatorPassword: secret('KISEKI_OPERATOR_PASSWORD', ['asked for', "that operator's password"])
} as const;

/** Names that begin like ours and belong to the tests, which start the service with their own environment. */
export const NAMES_OF_TESTS: ReadonlySet<string> = new Set([
  'KISEKI_CHROMIUM',
  'KISEKI_LONG',
  'KISEKI_PORT',
  'KISEKI_SEED',
  'KISEKI_TEST_DATABASE_URL',
  'KISEKI_WORKERS',
  'KISEKI_WORKER_ASSETS',
  'KISEKI_WRITE_VECTORS'
]);
