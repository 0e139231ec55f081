/**
 * Every error code of the agent: what happened and what to do about it. docs/errors.md lists the same;
 * a test holds the two against each other.
 */
export const ERRORS = {
  'config/invalid': 'The configuration has problems; each is listed with its place. Correct them.',
  'config/unreadable':
    'The configuration file could not be read. Check the path and its permissions.',
  'source/unreachable': 'The camera did not answer. Check address, network and power.',
  'source/refused': 'The camera refused user or password. Check them (use !env or !file).',
  'source/not-video': 'The address answers, but gives no video that ffmpeg can decode.',
  'source/ended': 'The stream ended or ffmpeg stopped; the agent reconnects.',
  'source/stalled':
    'No picture came for too long although the connection stood; the agent reconnects.',
  'source/changed':
    'The picture size changed in mid-stream; the agent reconnects with the new one.',
  'source/resolver': 'The address resolver failed or gave no address.',
  'source/no-copy':
    'The stream cannot be recorded as it is; the agent goes on without stills and clips. Use H.264 or H.265.',
  'source/no-file': 'The video file is not there or cannot be read.',
  'ffmpeg/missing': 'No ffmpeg was found. Install it, or set FFMPEG_PATH.',
  'ffmpeg/failed':
    'ffmpeg could not do a job (cut, still, probe); its last words are in the facts.',
  'ring/gone': 'The moment asked for is not (or no longer) in the ring.',
  'ring/closed': 'The agent is stopping: evidence in hand is made at the next start.',
  'ring/failed':
    'The stream could not be recorded; detection goes on and recording begins anew. Check the disk.',
  'model/missing': 'The model file or its manifest is not there.',
  'model/wrong-hash': 'The model file is not the one its manifest names (sha256).',
  'model/invalid': 'The model could not be loaded, or its manifest has mistakes.',
  'model/wrong-shape': 'The model has other inputs or outputs than its manifest says.',
  'model/failed': 'The model failed while running.',
  'model/unknown-family':
    'The graph is of no family of detectors that is known. docs/models.md lists them.',
  'model/classes':
    'Class names are missing, or their number is not that of the model. Name them with --classes.',
  'model/exists': 'A model of this name is there already. Take another name, or --replace it.',
  'model/too-slow':
    'The model takes a hundred times longer than the one before it, or does not come to an end.',
  'model/unreachable': 'The inference server does not answer; the agent asks again.',
  'model/not-finite': 'The model gives values that are no numbers. Export it anew, in float32.',
  'store/full': 'The disk is full. Nothing was lost that was already stored; free some space.',
  'store/failed': 'The database could not be opened or written.',
  'evidence/altered': 'A package is not what was signed; each difference is listed.',
  'evidence/incomplete': 'A package lacks a part that it must have.',
  'evidence/write': 'A package could not be written.',
  'key/unusable': 'The node key is missing, unreadable, or readable by others.',
  'target/refused':
    'The broker refused the connection. Check user, password, certificate and rights.',
  'target/unreachable': 'The broker did not answer. Events are kept and sent later.',
  'http/port-taken':
    'Another program listens on the port of the http section. Stop it, or set another port (0: any free one).',
  'http/no-agent':
    'No agent answers on the address of the http section. Start it with the same configuration.',
  'clock/unset': 'The box clock is before 2020. Events wait until it is set.',
} as const satisfies Record<string, string>;

export type AgentErrorCode = keyof typeof ERRORS;

/** The one error class of the agent: a stable code, a sentence, and the facts as data. */
export class AgentError extends Error {
  override readonly name = 'AgentError';
  readonly code: AgentErrorCode;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(
    code: AgentErrorCode,
    message: string,
    facts: Record<string, unknown> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.facts = facts;
  }
}
