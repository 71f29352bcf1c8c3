import { expect, test } from 'vitest';
import { describeConfig, readConfig } from './config';

test('nothing set is enough, and an empty value is none', () => {
  const config = readConfig({});
  expect(config).toMatchObject({ dataDir: '.kiseki', trustedProxies: 0, isProduction: false, databaseUrl: undefined });
  expect(readConfig({ KISEKI_DATA_DIR: ' ', PORT: '' })).toEqual(config);
  expect(readConfig({ DATABASE_URL: 'postgres://u:p@localhost/x' }).isProduction).toBe(true);
});

test.each([
  [{ KISEKI_TRUSTED_PROXY: '1' }, 'KISEKI_TRUSTED_PROXY is no setting of Kiseki. Is KISEKI_TRUSTED_PROXIES meant?'],
  [{ kiseki_data_dir: 'x' }, 'kiseki_data_dir is no setting of Kiseki.'],
  [{ KISEKI_TRUSTED_PROXIES: '-1' }, 'KISEKI_TRUSTED_PROXIES is no whole number from 0 to 8.'],
  [{ KISEKI_TRUSTED_PROXIES: '1e0' }, 'KISEKI_TRUSTED_PROXIES is no whole number'],
  [{ PORT: 'http' }, 'PORT is not a port'],
  [{ DATABASE_URL: 'mysql://secret-word@x/y' }, 'DATABASE_URL is no address that begins with postgres:// or postgresql://'],
  [{ KISEKI_BEHIND_TLS: 'true', KISEKI_TRUSTED_PROXIES: '1' }, 'KISEKI_BEHIND_TLS is neither yes nor no.'],
  [{ KISEKI_BEHIND_TLS: 'yes' }, 'KISEKI_BEHIND_TLS needs KISEKI_TRUSTED_PROXIES'],
  [{ KISEKI_TLS_CERT: 'a.pem' }, 'KISEKI_TLS_CERT and KISEKI_TLS_KEY are set together'],
  [{ KISEKI_MASTER_KEY: 'secret-word', KISEKI_MASTER_KEY_FILE: 'f' }, 'leave one out'],
  [{ KISEKI_SMTP_URL: 'smtp://u:secret-word@mail' }, 'KISEKI_SMTP_URL needs KISEKI_MAIL_FROM.'],
  [{ PORT: '4000', KISEKI_MANAGEMENT_PORT: '4000' }, 'PORT and KISEKI_MANAGEMENT_PORT are the same.']
])('%o stops the start', (env, sentence) => {
  expect(() => readConfig(env)).toThrow(sentence);
  try {
    readConfig(env);
  } catch (error) {
    expect((error as Error).message).not.toContain('secret-word');
  }
});

test('names every fault at once', () => {
  expect(() => readConfig({ PORT: 'x', KISEKI_NOPE: '1' })).toThrow(/PORT is not[^]*KISEKI_NOPE is no setting/);
});

test('shows settings, and of secrets only that they are set', () => {
  const shown = describeConfig({
    DATABASE_URL: 'postgres://u:secret-word@h/d',
    KISEKI_MASTER_KEY: 'secret-word',
    HOST: '0.0.0.0'
  });
  expect(shown).toContain('0.0.0.0');
  expect(shown).not.toContain('secret-word');
});
