import type { Log } from '../../ports/log.ts';

const TROUBLES: ReadonlySet<unknown> = new Set(['camera-down', 'model-failed', 'evidence-failed']);

/**
 * A log that also remembers what the agent reports of its own troubles: a run that is watched by nobody
 * must end as a failure after one. The sentences are gathered in `troubles`.
 */
export function troubleLog(log: Log, troubles: string[]): Log {
  const noting = (level: 'debug' | 'info' | 'warn' | 'error') => (facts: object, message: string) => {
    if ('operation' in facts && TROUBLES.has(facts.operation)) troubles.push(message);
    log[level](facts, message);
  };
  return {
    debug: noting('debug'),
    info: noting('info'),
    warn: noting('warn'),
    error: noting('error'),
    child: (bindings) => troubleLog(log.child(bindings), troubles),
  };
}
