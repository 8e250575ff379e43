/**
 * Runs `work` with a signal that aborts when `outer` does, or after so many seconds without
 * `alive()` having been called.
 */
export async function within<T>(
  seconds: number,
  outer: AbortSignal,
  work: (signal: AbortSignal, alive: () => void) => Promise<T>,
): Promise<T> {
  const inner = new AbortController()
  const stop = () => inner.abort()
  let timer = setTimeout(stop, seconds * 1000)
  const alive = () => {
    clearTimeout(timer)
    timer = setTimeout(stop, seconds * 1000)
  }
  outer.addEventListener('abort', stop)
  if (outer.aborted) stop()
  try {
    return await work(inner.signal, alive)
  } finally {
    clearTimeout(timer)
    outer.removeEventListener('abort', stop)
  }
}
