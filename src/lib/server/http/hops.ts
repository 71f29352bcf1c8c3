/**
 * Where a request came from, when proxies of our own stand in front.
 *
 * [Note: Hops] Each proxy adds the address of whoever asked it to the end of `X-Forwarded-For`, so that with n trusted proxies the n-th value from the
 * end was written by the outermost of them and names the caller. What stands before it the caller has written itself, and is never read.
 * Without trusted proxies the header is not looked at. A header that the proxies cannot have written (too short, or no address where
 * one must be) makes the request nobody's: it is refused, never taken for one of the proxy's own network.
 */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address in its one spelling: IPv4-mapped IPv6 as IPv4, no zone. @returns undefined where the text is no address */
export function canonicalAddress(text: string): string | undefined {
  const bare = text.replace(/%.*$/, '');
  return isIP(bare) === 0 ? undefined : ipaddr.process(bare).toString();
}

/** The n-th value from the end of a header that every hop appends to. */
const fromEnd = (header: string | undefined, hops: number): string | undefined => header?.split(',').at(-hops)?.trim();

/**
 * @param peer the socket's other end
 * @param forwardedFor the header `X-Forwarded-For`, several of them joined by commas
 * @param trustedProxies how many proxies of our own a request passes
 * @returns the caller's address; undefined where it cannot be known
 */
export function callerAddress(peer: string, forwardedFor: string | undefined, trustedProxies: number): string | undefined {
  const said = trustedProxies === 0 ? peer : fromEnd(forwardedFor, trustedProxies);
  return said === undefined ? undefined : canonicalAddress(said);
}

/**
 * Whether the caller spoke TLS, to us or to the outermost trusted proxy (`X-Forwarded-Proto`; a single value counts for all hops).
 *
 * @param isTls whether the socket itself is a TLS one
 */
export function isSecure(isTls: boolean, forwardedProto: string | undefined, trustedProxies: number): boolean {
  if (isTls || trustedProxies === 0) return isTls;
  const values = forwardedProto?.split(',').length ?? 0;
  return fromEnd(forwardedProto, Math.min(trustedProxies, Math.max(values, 1))) === 'https';
}
