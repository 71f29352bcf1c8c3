import { faultOf, log } from '$lib/server/log';
import type { Service } from '$lib/server/service';
import { sendDueMails } from './outbox';
import { smtpSend } from './smtp';

/** how often an instance looks for mails: a notice of a vulnerability should not wait for the jobs' minute */
const LOOK_MS = 5000;

/**
 * Send mails as they come due, from now on. Without a mail server in the settings they wait in the outbox, and health says so.
 *
 * @returns stops it, once the mail that is on its way has gone
 */
export function startMailing(service: Service): () => Promise<void> {
  const { smtpUrl, mailFrom } = service.config;
  if (smtpUrl === undefined || mailFrom === undefined) return () => Promise.resolve();
  const send = smtpSend(smtpUrl, mailFrom);
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const look = async (): Promise<void> => {
    await sendDueMails(service, send).catch((error: unknown) => log('error', 'mail.failed', faultOf(error)));
    if (isStopped) return;
    timer = setTimeout(() => {
      running = look();
    }, LOOK_MS);
    timer.unref();
  };
  let running = look();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}
