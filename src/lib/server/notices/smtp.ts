import { createTransport } from 'nodemailer';
import type { Send } from './outbox';

/** ms: one mail holds its claim for longer than all of these together */
const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/**
 * How mails leave: by the mail server of a URL.
 *
 * @param url `smtp://user:password@host:port` (STARTTLS where offered) or `smtps://`
 * @param from the sender's address
 */
export function smtpSend(url: string, from: string): Send {
  const transport = createTransport({ url, ...TIMEOUTS, disableFileAccess: true, disableUrlAccess: true });
  return async ({ to, subject, text, messageId }) => {
    // an object, so that no address is read out of what stands in a text
    await transport.sendMail({ from, to: { name: '', address: to }, subject, text, messageId });
  };
}
