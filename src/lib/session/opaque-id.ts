const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** An id that says nothing: 12 random digits and letters (62 bits). */
export function opaqueId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => ALPHABET[byte % 36]).join('');
}
