/** A random UUID (RFC 9562, version 4). `crypto.randomUUID` is missing on pages without TLS. */
export function uuid(): string {
  // Four random bits a digit, and two in place of the 8, whose first bits are the variant's.
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) => {
    const random = crypto.getRandomValues(new Uint8Array(1))[0]!
    return (+digit ^ (random & (15 >> (+digit / 4)))).toString(16)
  })
}
