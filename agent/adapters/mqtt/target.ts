import type { BackoffBounds } from '../../lib/backoff.ts';
import type { Clock } from '../../ports/clock.ts';
import { AgentError } from '../../ports/errors.ts';
import type { Log } from '../../ports/log.ts';
import type { OutboxEntry } from '../../ports/outbox.ts';
import type { Delivery, Target, TargetNotice, TargetState } from '../../ports/target.ts';
import { parseAck } from './acks.ts';
import { clientOptions } from './client-options.ts';
import { type Connection, openConnection } from './connection.ts';
import { Feed } from './feed.ts';
import {
  JSON_TYPE,
  type LifeCertificates,
  lifeCertificates,
  sayGoodbye,
  sayHello,
} from './hello.ts';
import { Line } from './line.ts';
import type { MqttOptions } from './options.ts';
import { deliveryOf } from './reason-codes.ts';
import { nodeTopics, type Topics } from './topics.ts';

const EVENT_TYPE = 'application/cloudevents+json; charset=utf-8';
const WAITS = { minMs: 1000, maxMs: 60_000 };

export interface MqttDeps {
  readonly name: string;
  readonly site: string;
  readonly node: string;
  readonly log: Log;
  readonly clock: Clock;
  /** The retained state document at each connection; the target adds `state`, `bdSeq` and `ack`. */
  readonly birth: () => object;
  /** 0 to 1, for the waits between tries. */
  readonly random?: () => number;
  /** Between tries; 1 s to 60 s by default, five times that where the broker refuses. */
  readonly waits?: BackoffBounds;
  /** For the broker's answer to the subscription; 10 s by default. */
  readonly subackMs?: number;
}

/**
 * A platform behind an MQTT broker; begins to connect at once and never stops trying until disposed.
 * Throws AgentError 'config/invalid' when prefix, site or node cannot stand in a topic.
 */
export function openMqttTarget(options: MqttOptions, deps: MqttDeps): Target {
  try {
    return new MqttTarget(options, deps, nodeTopics(options.prefix, deps.site, deps.node));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new AgentError('config/invalid', `target ${deps.name}: ${error.message}`);
  }
}

class MqttTarget implements Target {
  readonly name: string;
  readonly ackMode: Target['ackMode'];
  readonly #options: MqttOptions;
  readonly #deps: MqttDeps;
  readonly #topics: Topics;
  readonly #feed = new Feed<TargetNotice>();
  readonly #line: Line;
  #state: TargetState = 'connecting';
  #papers: LifeCertificates | undefined;
  #bdSeq = 0;
  #badAcks = 0;

  constructor(options: MqttOptions, deps: MqttDeps, topics: Topics) {
    this.name = deps.name;
    this.ackMode = options.ack;
    this.#options = options;
    this.#deps = deps;
    this.#topics = topics;
    this.#line = new Line({
      clock: deps.clock,
      random: deps.random ?? Math.random,
      waits: deps.waits ?? WAITS,
      open: (version, signal) => this.#open(version, signal),
      close: (connection) =>
        this.#papers === undefined
          ? connection.end()
          : sayGoodbye(connection, topics, this.#papers),
      onState: (state, reason) => this.#become(state, reason),
    });
  }

  state(): TargetState {
    return this.#state;
  }

  notices(signal: AbortSignal): AsyncIterable<TargetNotice> {
    return this.#feed.listen(signal);
  }

  async send(entry: OutboxEntry): Promise<Delivery> {
    if (entry.kind !== 'event')
      return { result: 'poison', reason: 'files go through an upload driver, not in a message' };
    const { connection } = this.#line;
    if (connection === undefined) return { result: 'later', reason: 'the broker is not connected' };
    const topic = this.#topicOf(entry.topic);
    if (topic instanceof RangeError) return { result: 'poison', reason: topic.message };
    const expirySeconds = Math.round(this.#options.expiry / 1000);
    const how = { qos: 1, contentType: EVENT_TYPE, expirySeconds } as const;
    const excess = connection.excessBytes(topic, entry.body, how);
    if (excess > 0)
      return { result: 'poison', reason: `${excess} bytes over the broker's limit for a message` };
    const published = await connection.publish(topic, entry.body, how);
    return 'lost' in published
      ? { result: 'later', reason: published.lost }
      : deliveryOf(published.code);
  }

  telemetry(body: string): void {
    this.#line.connection
      ?.publish(this.#topics.telemetry, body, { qos: 0, contentType: JSON_TYPE })
      .catch((error: unknown) => this.#deps.log.debug({ error }, 'telemetry was not sent'));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#line[Symbol.asyncDispose]();
    this.#feed.end();
  }

  async #open(version: 4 | 5, signal: AbortSignal): Promise<Connection> {
    const { site, node, birth, clock } = this.#deps;
    const { url, clientId = `sw-${site}-${node}`, ack } = this.#options;
    // by time, so that it also grows from one run of the agent to the next
    this.#bdSeq = Math.max(this.#bdSeq + 1, clock.utcMs());
    const papers = lifeCertificates(birth(), { bdSeq: this.#bdSeq, ack });
    const will = { topic: this.#topics.state, payload: papers.death };
    const options = clientOptions(this.#options, clientId, version, will);
    const onMessage = (topic: string, payload: Buffer) => this.#hear(topic, payload);
    const connection = await openConnection(url, options, onMessage, signal);
    await sayHello(connection, this.#topics, papers, { signal, subackMs: this.#deps.subackMs });
    this.#papers = papers;
    return connection;
  }

  #hear(topic: string, payload: Buffer): void {
    if (topic !== this.#topics.ack) return;
    const parsed = parseAck(payload);
    if (parsed.ok) {
      this.#feed.put({ type: 'ack', ack: parsed.ack });
      return;
    }
    this.#badAcks += 1;
    // each power of two: the first is seen, a flood does not fill the log
    if (Number.isInteger(Math.log2(this.#badAcks)))
      this.#deps.log.warn(
        { target: this.name, badAcks: this.#badAcks, reason: parsed.reason },
        'an ack of the platform was not understood and left aside',
      );
  }

  #topicOf(rest: string): string | RangeError {
    try {
      return this.#topics.below(rest);
    } catch (error) {
      if (error instanceof RangeError) return error;
      throw error;
    }
  }

  #become(state: TargetState, reason?: string): void {
    // a broker that is away or refuses stays so while the next try is under way
    if (state === 'connecting' && this.#state !== 'online') return;
    this.#state = state;
    const { log, name } = this.#deps;
    if (state === 'online') log.info({ target: name }, 'the broker is connected');
    else log.warn({ target: name, state, reason }, 'the broker is not connected');
    this.#feed.put({ type: 'state', state, ...(reason !== undefined && { reason }) });
  }
}
