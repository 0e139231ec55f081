import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { redact } from '../../lib/redact.ts';
import { AgentError } from '../../ports/errors.ts';
import type { ResolverOptions } from './options.ts';

/** Where a camera is to be found now. */
export interface Addresses {
  readonly url: string;
  readonly sub?: string;
}

const PATIENCE_MS = 10_000;
const MAX_CHARS = 64 * 1024;
const STDERR_CHARS = 500;
/** As curl and wget take them; a script that shows its commands would show them too. */
const CREDENTIALS = /((?:^|\s)(?:-u|--user|--password|--http-password)[=\s]\s*)\S+/g;
const ADDRESS = /^(rtsps?|rtmps?|https?):\/\/\S+$/;
const run = promisify(execFile);

/** Asks for the addresses of a camera. Throws AgentError 'source/resolver'. */
export async function resolveAddresses(
  resolver: ResolverOptions,
  signal: AbortSignal,
): Promise<Addresses> {
  try {
    const text =
      'http' in resolver ? await get(resolver.http, signal) : await call(resolver.command, signal);
    return readAnswer(text);
  } catch (error) {
    if (error instanceof AgentError) throw error;
    const why = isFailedRun(error) ? failedRun(error) : redact(messageOf(error));
    throw new AgentError('source/resolver', `the address resolver failed: ${why}; check it`);
  }
}

/** What node adds to the error of a program that ran and failed. */
interface FailedRun {
  readonly code: number | null;
  readonly killed?: boolean;
  readonly signal?: string | null;
  readonly stderr: string;
}

function isFailedRun(error: unknown): error is FailedRun {
  if (!(error instanceof Error && 'stderr' in error && 'code' in error)) return false;
  return typeof error.code === 'number' || error.code === null;
}

/** Without the command line that node's own message begins with: it may hold passwords. */
function failedRun({ code, killed, signal, stderr }: FailedRun): string {
  const how = code === null ? `ended by ${signal}` : `exit code ${code}`;
  const late = killed === true ? `no answer within ${PATIENCE_MS / 1000} s, ` : '';
  const said = redact(stderr.replace(CREDENTIALS, '$1***')).trim().slice(-STDERR_CHARS);
  return `${late}${how}${said === '' ? '' : `, it said: ${said}`}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Reads {"url", "sub"} or a plain address. Throws AgentError 'source/resolver'. */
export function readAnswer(text: string): Addresses {
  const trimmed = text.trim();
  const answer = trimmed.startsWith('{') ? parse(trimmed) : { url: trimmed };
  const { url, sub } = answer;
  if (!isAddress(url))
    throw new AgentError(
      'source/resolver',
      'expected an address (rtsp://, rtmp:// or http://) or {"url": "..."} from the resolver, got something else; check it',
    );
  return isAddress(sub) ? { url, sub } : { url };
}

function isAddress(value: unknown): value is string {
  return typeof value === 'string' && ADDRESS.test(value);
}

function parse(text: string): { url?: unknown; sub?: unknown } {
  try {
    return JSON.parse(text);
  } catch {
    return {}; // said as 'something else' by the caller: an answer may hold passwords
  }
}

async function get(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
  });
  if (!response.ok)
    throw new AgentError(
      'source/resolver',
      `the address resolver answered ${response.status}; expected 200`,
    );
  return (await response.text()).slice(0, MAX_CHARS);
}

async function call(
  [command = '', ...args]: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const { stdout } = await run(command, args, {
    signal,
    timeout: PATIENCE_MS,
    maxBuffer: MAX_CHARS,
  });
  return stdout;
}
