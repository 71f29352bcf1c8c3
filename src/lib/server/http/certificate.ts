import { unwatchFile, watchFile, readFileSync } from 'node:fs';
import type { Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import { StartError } from '$lib/server/config/start-error';

/** how often the files are looked at: they are replaced by renaming, which watchers of a file do not see on every system */
const LOOK_MS = 5000;

/** A certificate with its chain and key, as PEM. */
export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** @throws Error where a file cannot be read, or key and certificate do not fit: it names the files, never what is in them */
export function readCertificate({ certFile, keyFile }: { readonly certFile: string; readonly keyFile: string }): Certificate {
  try {
    const certificate = { cert: readFileSync(certFile), key: readFileSync(keyFile) };
    createSecureContext({ ...certificate, minVersion: 'TLSv1.2' });
    return certificate;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new StartError(`The certificate ${certFile} with the key ${keyFile} cannot be used (${code}).`, { cause });
  }
}

/**
 * Give servers the certificate anew when its files change, or on SIGHUP. Connections that are open keep the old one; what cannot be read, or does
 * not fit yet because only one of the files was replaced, is told and changes nothing.
 *
 * @returns stops the watching
 */
export function renewCertificate(
  files: { readonly certFile: string; readonly keyFile: string },
  servers: readonly Server[]
): () => void {
  const renew = (): void => {
    try {
      const certificate = readCertificate(files);
      for (const server of servers) server.setSecureContext({ ...certificate, minVersion: 'TLSv1.2' });
      console.log('The certificate was read anew.');
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
    }
  };
  const paths = [files.certFile, files.keyFile];
  for (const path of paths) watchFile(path, { interval: LOOK_MS, persistent: false }, renew);
  process.on('SIGHUP', renew);
  return () => {
    for (const path of paths) unwatchFile(path, renew);
    process.off('SIGHUP', renew);
  };
}
