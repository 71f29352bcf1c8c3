import ipaddr from 'ipaddr.js';

/** Ranges that a tenant's list may have. */
export const NETWORK_LIMIT = 200;

/** A range of addresses in its one spelling. */
export interface Range {
  /** `192.0.2.0/24`, `2001:db8::/32` */
  readonly cidr: string;
  readonly kind: 'ipv4' | 'ipv6';
  readonly network: string;
  readonly bits: number;
  /** bits were set behind the prefix; they were cleared */
  readonly hadHostBits: boolean;
}

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;
const IPV6 = /^[0-9a-f:]*:[0-9a-f:.]*$/i;

/**
 * Read a range as a person writes it: CIDR, or one address. An IPv4-mapped IPv6 range becomes the IPv4 one, as callers' addresses do.
 *
 * @returns undefined where it is none: octal or shortened IPv4, a prefix that is too long, anything else
 */
export function parseRange(text: string): Range | undefined {
  const [address = '', prefix, ...rest] = text.trim().split('/');
  if (rest.length > 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return undefined;
  const isV4 = IPV4.test(address) && ipaddr.IPv4.isValidFourPartDecimal(address) && !/(^|\.)0\d/.test(address);
  if (!isV4 && !(IPV6.test(address) && ipaddr.IPv6.isValid(address))) return undefined;
  const whole = ipaddr.parse(address);
  const length = whole.kind() === 'ipv4' ? 32 : 128;
  const asked = prefix === undefined ? length : Number(prefix);
  if (asked > length) return undefined;
  const isMapped = whole.kind() === 'ipv6' && (whole as ipaddr.IPv6).isIPv4MappedAddress();
  if (isMapped && asked < 96) return undefined;
  const base = isMapped ? (whole as ipaddr.IPv6).toIPv4Address() : whole;
  const bits = isMapped ? asked - 96 : asked;
  const bytes = base.toByteArray();
  const kept = bytes.map((byte, at) => byte & (0xff << Math.min(8, Math.max(0, 8 - (bits - at * 8)))) & 0xff);
  const network = ipaddr.fromByteArray(kept).toString();
  return {
    cidr: `${network}/${bits}`,
    kind: base.kind(),
    network,
    bits,
    hadHostBits: kept.some((byte, at) => byte !== bytes[at])
  };
}

/**
 * Whether an address lies in a range.
 *
 * @param address any spelling; what is none lies nowhere
 */
export function rangeHolds({ kind, network, bits }: Range, address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const from = ipaddr.process(address);
  return kind === from.kind() && from.match(ipaddr.parse(network), bits);
}
