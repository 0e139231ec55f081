import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { checkEvent, type PlatformEvent } from './check-event.ts';
import { checkFile } from './check-file.ts';
import { inWords } from './in-words.ts';

/** So many ids are remembered, to tell a duplicate. */
const REMEMBERED = 100_000;

export type Answer = 'stored' | 'rejected' | 'silence';

export interface PlatformOptions {
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
  /** PEM. */
  readonly ca?: string;
  readonly prefix?: string;
  readonly clientId?: string;
  /** Keeps the session over a disconnect, as a real platform does. False by default. */
  readonly session?: boolean;
  /** What is wrong with the signature of an event's evidence; undefined when nothing is. */
  readonly verify?: (event: PlatformEvent) => Promise<string | undefined> | string | undefined;
  /** What to do with a sound event; 'stored' by default. */
  readonly decide?: (event: PlatformEvent) => Answer;
  /** Types of events that are answered, but not shown. */
  readonly quiet?: readonly string[];
  /** Lines for a person. */
  readonly show?: (line: string) => void;
  /** Every event message, duplicates too, after it was answered. */
  readonly onEvent?: (event: PlatformEvent, status: string) => void;
  /** Every state document (birth, death). */
  readonly onState?: (node: string, state: Readonly<Record<string, unknown>>) => void;
}

export interface Platform extends AsyncDisposable {
  /** Counts by status: stored, duplicate, rejected, silence, unreadable. */
  counts(): Readonly<Record<string, number>>;
}

/**
 * Plays the platform on a broker: checks every event, its signature and the files it names, says in words
 * what came, and acknowledges. Throws the client's error when the broker does not let it in.
 */
export async function startPlatform(options: PlatformOptions): Promise<Platform> {
  const { url, prefix = 'sw/v1' } = options;
  const client = await connectAsync(url, clientOptions(options));
  const desk = new Desk(client, options);
  client.on('message', (topic, payload) => {
    desk.take(topic.slice(prefix.length + 1), payload).catch((error: unknown) => {
      options.show?.(`${topic}: ${error instanceof Error ? error.message : String(error)}`);
    });
  });
  const topics = ['evt', 'pass'].map((kind) => `${prefix}/+/+/${kind}/+`);
  await client.subscribeAsync([...topics, `${prefix}/+/+/state`], { qos: 1 });
  return {
    counts: () => Object.fromEntries(desk.counts),
    [Symbol.asyncDispose]: () => client.endAsync(),
  };
}

function clientOptions({ user, password, ca, clientId, session = false }: PlatformOptions) {
  const options: IClientOptions = {
    protocolVersion: 4,
    clean: !session,
    reconnectPeriod: 500,
    ...(clientId !== undefined && { clientId }),
    ...(user !== undefined && { username: user }),
    ...(password !== undefined && { password }),
    ...(ca !== undefined && { ca }),
  };
  return options;
}

class Desk {
  readonly counts = new Map<string, number>();
  readonly #client: MqttClient;
  readonly #options: PlatformOptions;
  /** Ids of stored events, the newest 100 000. */
  readonly #stored = new Set<string>();

  constructor(client: MqttClient, options: PlatformOptions) {
    this.#client = client;
    this.#options = options;
  }

  /** `rest`: the topic below the prefix. */
  async take(rest: string, payload: Buffer): Promise<void> {
    const [site = '', node = '', kind] = rest.split('/');
    const place = `${site}/${node}`;
    if (kind === 'state') this.#state(place, payload);
    else await this.#event(place, payload.toString());
  }

  #state(node: string, payload: Buffer): void {
    if (payload.length === 0) return; // a retained document was deleted
    const state: unknown = JSON.parse(payload.toString());
    if (typeof state !== 'object' || state === null) return;
    const document = state as Readonly<Record<string, unknown>>;
    this.#options.show?.(`${node}  is ${String(document['state'])}`);
    this.#options.onState?.(node, document);
  }

  async #event(place: string, body: string): Promise<void> {
    const checked = checkEvent(body);
    if (!checked.ok) {
      this.#count('unreadable');
      this.#options.show?.(`${place}  not an event: ${checked.problem}`);
      if (checked.id !== undefined)
        this.#ack(place, {
          id: checked.id,
          status: 'rejected',
          code: checked.problem.slice(0, 200),
        });
      return;
    }
    const { event } = checked;
    const { status, code } = await this.#judge(event);
    this.#count(status);
    if (status !== 'silence')
      this.#ack(place, { id: event.id, status, ...(code !== undefined && { code }) });
    if (status === 'stored') await this.#file(place, event);
    const mark = status === 'stored' ? '' : ` (${[status, code].filter(Boolean).join(': ')})`;
    if (!this.#options.quiet?.includes(event.type))
      this.#options.show?.(`${inWords(event)}${mark}`);
    this.#options.onEvent?.(event, status);
  }

  async #judge(event: PlatformEvent): Promise<{ status: string; code?: string }> {
    if (this.#stored.has(event.id)) return { status: 'duplicate' };
    const problem = event.data.evidence && (await this.#options.verify?.(event));
    if (problem !== undefined) return { status: 'rejected', code: problem };
    const status = this.#options.decide?.(event) ?? 'stored';
    if (status === 'stored') this.#remember(event.id);
    return { status };
  }

  /** A file has its own ack, once it was found whole. */
  async #file(place: string, { type, data: { sha256, uri } }: PlatformEvent): Promise<void> {
    if (type !== 'streetwarden.evidence.available.v1' || sha256 === undefined) return;
    const problem = await checkFile(uri, sha256);
    if (problem === undefined) this.#ack(place, { sha256, status: 'stored' });
    else this.#ack(place, { sha256, status: 'rejected', code: problem });
  }

  #ack(place: string, message: object): void {
    const topic = `${this.#options.prefix ?? 'sw/v1'}/${place}/ack`;
    this.#client.publishAsync(topic, JSON.stringify(message), { qos: 1 }).catch((error: Error) => {
      this.#options.show?.(`${topic}: the ack was not sent: ${error.message}`);
    });
  }

  #remember(id: string): void {
    this.#stored.add(id);
    const [oldest] = this.#stored;
    if (this.#stored.size > REMEMBERED && oldest !== undefined) this.#stored.delete(oldest);
  }

  #count(status: string): void {
    this.counts.set(status, (this.counts.get(status) ?? 0) + 1);
  }
}
