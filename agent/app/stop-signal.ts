export interface StopSignal {
  readonly signal: AbortSignal;
  /** Resolves at the first SIGINT or SIGTERM; a second one ends the process at once. */
  readonly requested: Promise<void>;
}

const INTERRUPTED = 130;

export function stopSignal(): StopSignal {
  const stop = new AbortController();
  const requested = new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const)
      process.on(name, () => {
        if (stop.signal.aborted) process.exit(INTERRUPTED);
        stop.abort();
        resolve();
      });
  });
  return { signal: stop.signal, requested };
}
