import { redact } from '../../lib/redact.ts';
import type { Input } from './args.ts';
import type { Ffmpeg } from './binary.ts';

/**
 * The address and its options as a list (ffconcat) for a pipe of the child's, as everybody on the box can read
 * a command line and an address may hold a password. Undefined where ffmpeg takes no options in a list, and for
 * files, which have no password.
 */
export function inputList(input: Input, has: Ffmpeg['has']): string | undefined {
  if (has.listOptions !== true || input.kind === 'file') return undefined;
  const options = networkOptions(input, has).map(
    ([name, value]) => `option ${name} ${quoted(value)}\n`,
  );
  return `ffconcat version 1.0\nfile ${quoted(input.url)}\n${options.join('')}`;
}

/** Options of the network side of an input: name without dash, value. */
export function networkOptions(
  { kind, transport = 'tcp', timeoutMs }: Input,
  has: Ffmpeg['has'],
): readonly (readonly [name: string, value: string])[] {
  const micros = String(timeoutMs * 1000);
  if (kind === 'file') return [];
  if (kind !== 'rtsp') return [['rw_timeout', micros]];
  return [
    ['rtsp_transport', transport],
    ['allowed_media_types', 'video'],
    [has.rtspTimeout, micros],
  ];
}

/** ffmpeg's words with the address for the pipe that it read the list from; passwords blanked. */
export function named(words: string, { url }: Pick<Input, 'url'>): string {
  return words.replaceAll(/\basync:pipe:\d+/g, () => redact(url));
}

/** What an address may be read by; files are not among them: a list names one, and a redirect could too. */
export const LIST_PROTOCOLS =
  'async,pipe,crypto,data,http,https,httpproxy,rtmp,rtmps,rtmpt,rtmpts,rtp,srtp,rtsp,rtsps,tcp,tls,udp';

/** As ffconcat reads a word: nothing counts between quotes but the next quote. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
