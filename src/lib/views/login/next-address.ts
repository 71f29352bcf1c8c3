/** Where to go after signing in: a page of this app that the address names, or the start. Never another site. */
export function nextAddress(url: URL): string {
  const asked = url.searchParams.get('next') ?? '/';
  const target = URL.canParse(asked, url.origin) ? new URL(asked, url.origin) : undefined;
  const isOurs = target?.origin === url.origin && !/^\/(?:login|activate|api)(?:\/|$)/.test(target.pathname);
  return isOurs ? target.pathname + target.search : '/';
}
