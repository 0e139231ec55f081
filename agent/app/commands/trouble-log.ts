import type { Log } from '../../ports/log.ts';

/**
 * A log that also gathers in `troubles` what the agent reports of cameras that failed: a recording is not
 * tried again, so its replay ends as a failure.
 */
export function troubleLog(log: Log, troubles: string[]): Log {
  const noting =
    (level: 'debug' | 'info' | 'warn' | 'error') => (facts: object, message: string) => {
      if ('operation' in facts && facts.operation === 'camera-down') troubles.push(message);
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
