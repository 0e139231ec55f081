import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';
import { AgentError } from '../ports/errors.ts';

const SECRETS = [
  'password',
  'key',
  'token',
  'secret',
  '*.password',
  '*.key',
  '*.token',
  '*.secret',
];

/** JSON lines on stderr; words and colours where stderr is a terminal. */
export function createLogger(level: string): Logger {
  const options = {
    level,
    redact: { paths: SECRETS, censor: '***' },
    base: null,
    serializers: { err: level === 'debug' || level === 'trace' ? withStack : inShort },
  };
  const stream = process.stderr.isTTY
    ? pretty({
        destination: 2,
        ignore: 'pid,hostname',
        translateTime: 'SYS:HH:MM:ss.l',
        sync: true,
      })
    : pino.destination({ dest: 2, sync: true });
  return pino(options, stream);
}

const withStack = pino.stdSerializers.err;

/** What the agent itself says of a fault is enough; a stack is for faults nobody thought of. */
function inShort(error: Error): object {
  if (!(error instanceof AgentError)) return withStack(error);
  const { code, message, facts } = error;
  return { code, message, ...facts };
}
