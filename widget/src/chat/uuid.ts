/** A random UUID (RFC 9562, version 4). `crypto.randomUUID` is missing on pages without TLS. */
export function uuid(): string {
  const random = () => crypto.getRandomValues(new Uint8Array(1))[0]! & 15
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) =>
    (place === 'x' ? random() : (random() & 3) | 8).toString(16),
  )
}
