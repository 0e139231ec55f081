import pino, { type Logger } from 'pino';
import pretty from 'pino-pretty';

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
  const options = { level, redact: { paths: SECRETS, censor: '***' }, base: null };
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
