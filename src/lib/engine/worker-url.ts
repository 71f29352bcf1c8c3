interface WorkerUrlPolicy {
  createScriptURL(url: string): unknown;
}
interface TrustedTypesLike {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): WorkerUrlPolicy;
}

/** Only scripts of our own origin may become workers: the one Trusted Types policy the app adds. */
function sameOrigin(url: string): string {
  const resolved = new URL(url, location.href);
  if (resolved.origin !== location.origin) throw new TypeError(`not a worker of this origin: ${resolved.origin}`);
  return resolved.href;
}

let policy: WorkerUrlPolicy | undefined;

/** Start a worker from a bundled URL: a module, unless it is a package's classic script. */
export function startWorker(url: string, name: string, type: WorkerType = 'module'): Worker {
  const trustedTypes = (globalThis as { trustedTypes?: TrustedTypesLike }).trustedTypes;
  policy ??= trustedTypes?.createPolicy('kiseki-worker', { createScriptURL: sameOrigin }) ?? { createScriptURL: sameOrigin };
  return new Worker(policy.createScriptURL(url) as string, { type, name });
}
