const MAX_BYTES = 256;
/** AWS IoT and some others allow 7 slashes. */
const MAX_LEVELS = 8;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
const FORBIDDEN = /[+#\u0000-\u001f\u007f-\u009f\ufffe\uffff]/u;

/** The topics of one node: `{prefix}/{site}/{node}/…`. */
export interface Topics {
  readonly state: string;
  readonly telemetry: string;
  readonly ack: string;
  /** A topic below the node's. Throws RangeError as `checkTopic` does. */
  below(rest: string): string;
}

/** Throws RangeError when a name cannot stand in a topic. */
export function nodeTopics(prefix: string, site: string, node: string): Topics {
  for (const name of [site, node])
    if (name.includes('/'))
      throw new RangeError(`${JSON.stringify(name)} has a slash: it would be two topic levels`);
  const below = (rest: string) => checkTopic(`${prefix}/${site}/${node}/${rest}`);
  return { state: below('state'), telemetry: below('tele'), ack: below('ack'), below };
}

/**
 * Gives the topic back when every broker may take it. Throws RangeError on wildcards, control characters,
 * lone surrogates, empty levels, a leading `$`, more than 8 levels or 256 bytes.
 */
export function checkTopic(topic: string): string {
  const problem = problemOf(topic);
  if (problem !== undefined) throw new RangeError(`topic ${JSON.stringify(topic)}: ${problem}`);
  return topic;
}

function problemOf(topic: string): string | undefined {
  const levels = topic.split('/');
  const bytes = Buffer.byteLength(topic);
  if (FORBIDDEN.test(topic)) return 'has a wildcard or a control character';
  if (/\p{Surrogate}/u.test(topic)) return 'is no valid Unicode';
  if (levels.some((level) => level === '')) return 'has an empty level';
  if (topic.startsWith('$')) return 'begins with $, which belongs to the broker';
  if (levels.length > MAX_LEVELS)
    return `has ${levels.length} levels; at most ${MAX_LEVELS} may be`;
  if (bytes > MAX_BYTES) return `has ${bytes} bytes; at most ${MAX_BYTES} may be`;
  return undefined;
}
