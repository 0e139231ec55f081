import type { AgentErrorCode } from '../../ports/errors.ts';

interface Rule {
  readonly words: RegExp;
  readonly code: AgentErrorCode;
  /** What to tell a person. */
  readonly say: string;
}

/** What ffmpeg's last words mean; the first line that fits counts. */
const RULES: readonly Rule[] = [
  {
    words:
      /\b(401|403)\b|Unauthorized|Forbidden|authorization failed|authentication (failed|required)/i,
    code: 'source/refused',
    say: 'the camera refused user or password',
  },
  {
    words:
      /Could not find tag for codec|codec not currently supported in container|Unknown timestamp|unknown timestamp|Could not write header for output/,
    code: 'source/no-copy',
    say: 'the stream cannot be recorded as it is',
  },
  {
    words: /No such file or directory|Permission denied|Is a directory/,
    code: 'source/no-file',
    say: 'the file is not there or cannot be read',
  },
  {
    words:
      /Connection refused|timed out|No route to host|Network is unreachable|Host is down|Failed to resolve|Name or service not known|Temporary failure in name resolution|Cannot assign requested address/i,
    code: 'source/unreachable',
    say: 'the camera did not answer',
  },
  {
    // over RTSP ffmpeg calls silence, and a connection closed without a word, invalid data
    words:
      /\brtsps?:\/\/\S*: (Invalid data found|End of file)|\b(https?|rtmps?):\/\/\S*: End of file/,
    code: 'source/unreachable',
    say: 'the camera took the connection, but did not answer',
  },
  {
    words: /\b404\b/,
    code: 'source/not-video',
    say: 'the address answers, but has nothing at this path',
  },
  {
    words:
      /Invalid data found|Could not find codec parameters|does not contain any stream|matches no streams|moov atom not found|Protocol not found|Option not found|Cannot find a matching stream|Decoder \(codec/,
    code: 'source/not-video',
    say: 'no video that ffmpeg can decode came',
  },
];

/** The same for a recording: its name may hold a 404, and it needs no network. */
const FILE_RULES: readonly Rule[] = [
  ...RULES.filter(({ code }) => code === 'source/no-copy' || code === 'source/no-file'),
  {
    words: /timed out|Input\/output error|Stale file handle/i,
    code: 'source/no-file',
    say: 'the file could not be read to its end',
  },
  {
    words:
      /Invalid data found|Could not find codec parameters|does not contain any stream|matches no streams|moov atom not found|Decoder \(codec/,
    code: 'source/not-video',
    say: 'it holds no video that ffmpeg can decode',
  },
];

export interface Verdict {
  readonly code: AgentErrorCode;
  readonly say: string;
}

/**
 * Puts the end of an ffmpeg child into one of the agent's codes.
 *
 * @param hadPictures whether it had given pictures before: then it ended, whatever it says of the network
 */
export function classifyEnd(
  lastWords: string,
  hadPictures: boolean,
  what: 'camera' | 'file' = 'camera',
): Verdict {
  const rule = (what === 'file' ? FILE_RULES : RULES).find(({ words }) => words.test(lastWords));
  if (rule === undefined || (hadPictures && rule.code !== 'source/refused'))
    return { code: 'source/ended', say: what === 'file' ? 'the file ended' : 'the stream ended' };
  return { code: rule.code, say: rule.say };
}
