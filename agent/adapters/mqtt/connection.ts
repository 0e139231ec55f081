import { connect, type IClientOptions, type IConnackPacket, type MqttClient } from 'mqtt';
import { Gate } from './gate.ts';
import { refusesClient, refusesVersion } from './reason-codes.ts';

export interface PublishOptions {
  readonly qos: 0 | 1;
  readonly retain?: boolean;
  /** MQTT 5 only; left out on 3.1.1. */
  readonly contentType?: string;
  readonly expirySeconds?: number;
}

/** What became of a message: the code of its PUBACK, or that the connection went before one came. */
export type Published = { readonly code: number } | { readonly lost: string };

/** Room for the parts of a PUBLISH beside topic, content type and body. */
const PACKET_OVERHEAD = 32;
const PUBACK_TIMEOUT_MS = 30_000;
const MAX_IN_FLIGHT = 64;

/**
 * Why a connection did not come about. `refused`: the broker does not want this client (or shows a wrong
 * certificate), `version`: not this MQTT version, `silent`: hung up without a word.
 */
export class ConnectFailure extends Error {
  readonly kind: 'refused' | 'version' | 'silent' | 'unreachable';

  constructor(message: string, kind: ConnectFailure['kind']) {
    super(message);
    this.kind = kind;
  }
}

/** One connection, from its CONNACK to its end. It does not come back: the target makes a new one. */
export class Connection {
  readonly version: 4 | 5;
  /** Resolves with the reason when the connection is over. */
  readonly closed: Promise<string>;
  readonly #client: MqttClient;
  readonly #gate: Gate;
  readonly #maxPacketBytes: number;
  /** Reason codes of PUBACKs, until their publish asks for it. */
  readonly #codes = new Map<number, number>();
  /** At most as many as the gate lets through. */
  readonly #pending = new Set<(outcome: Published) => void>();

  constructor(client: MqttClient, connack: IConnackPacket, closed: Promise<string>) {
    this.#client = client;
    this.closed = closed;
    this.version = client.options.protocolVersion === 5 ? 5 : 4;
    const { receiveMaximum, maximumPacketSize } = connack.properties ?? {};
    this.#gate = new Gate(Math.min(receiveMaximum ?? MAX_IN_FLIGHT, MAX_IN_FLIGHT));
    this.#maxPacketBytes = maximumPacketSize ?? Number.POSITIVE_INFINITY;
    // the publish callback does not tell 0x10 from 0x00, the packet does
    client.on('packetreceive', (packet) => {
      if (packet.cmd === 'puback' && packet.messageId !== undefined && 'reasonCode' in packet)
        this.#codes.set(packet.messageId, Number(packet.reasonCode ?? 0));
    });
    void closed.then((reason) => {
      for (const settle of this.#pending) settle({ lost: reason });
    });
  }

  /** How many bytes the broker's limit lacks for this message; 0 when it fits. */
  excessBytes(topic: string, body: string, { contentType = '' }: PublishOptions): number {
    const bytes =
      Buffer.byteLength(topic) + Buffer.byteLength(body) + contentType.length + PACKET_OVERHEAD;
    return Math.max(0, bytes - this.#maxPacketBytes);
  }

  publish(topic: string, body: string, options: PublishOptions): Promise<Published> {
    if (options.qos === 0) return this.#publish(topic, body, options);
    return this.#gate.pass(() => this.#publish(topic, body, options));
  }

  async subscribe(topic: string): Promise<void> {
    await Promise.race([
      this.#client.subscribeAsync(topic, { qos: 1 }),
      this.closed.then((reason) => Promise.reject(new ConnectFailure(reason, 'unreachable'))),
    ]);
  }

  /** Says goodbye, so that the broker keeps the Will to itself; `hard` breaks off instead. */
  async end(hard = false): Promise<void> {
    this.#client.end(hard);
    await this.closed;
  }

  async #publish(topic: string, body: string, options: PublishOptions): Promise<Published> {
    if (!this.#client.connected) return { lost: 'the connection is gone' };
    const { promise, settle } = settled<Published>();
    const timer = setTimeout(() => {
      settle({ lost: `no PUBACK within ${PUBACK_TIMEOUT_MS / 1000} s` });
      this.#client.end(true);
    }, PUBACK_TIMEOUT_MS);
    this.#pending.add(settle);
    const { qos, retain = false } = options;
    const properties = this.#properties(options);
    this.#client.publish(topic, body, { qos, retain, ...properties }, (error, packet) => {
      const told = this.#takeCode(packet?.messageId);
      const code = error === null || error === undefined ? told : codeOf(error);
      settle(code === undefined ? { lost: error?.message ?? 'not sent' } : { code });
    });
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#pending.delete(settle);
    }
  }

  #takeCode(messageId: number | undefined): number {
    if (messageId === undefined) return 0;
    const code = this.#codes.get(messageId) ?? 0;
    this.#codes.delete(messageId);
    return code;
  }

  #properties({ contentType, expirySeconds }: PublishOptions) {
    if (this.version !== 5) return {};
    return {
      properties: {
        payloadFormatIndicator: true,
        ...(contentType !== undefined && { contentType }),
        ...(expirySeconds !== undefined && { messageExpiryInterval: expirySeconds }),
      },
    };
  }
}

/** Connects once. Throws ConnectFailure; `onMessage` hears everything from the first moment on. */
export async function openConnection(
  url: string,
  options: IClientOptions,
  onMessage: (topic: string, payload: Buffer) => void,
  signal: AbortSignal,
): Promise<Connection> {
  if (signal.aborted) throw new ConnectFailure('the agent stops', 'unreachable');
  const client = start(url, { ...options, reconnectPeriod: 0, resubscribe: false });
  const { promise: connected, settle } = settled<IConnackPacket | ConnectFailure>();
  const { promise: closed, settle: close } = settled<string>();
  let lastWords: string | undefined;
  const abort = () => client.end(true);
  client.on('message', onMessage);
  client.on('connect', settle);
  client.on('disconnect', ({ reasonCode, properties }) => {
    lastWords =
      `the broker ended it: 0x${(reasonCode ?? 0).toString(16)} ${properties?.reasonString ?? ''}`.trim();
  });
  client.on('error', (error) => {
    lastWords = error.message === '' ? error.name : error.message;
    settle(new ConnectFailure(lastWords, kindOf(error)));
  });
  client.on('close', () => {
    settle(new ConnectFailure('the broker hung up without an answer', 'silent'));
    close(lastWords ?? 'the connection broke');
  });
  signal.addEventListener('abort', abort, { once: true });
  try {
    const outcome = await connected;
    if (!(outcome instanceof ConnectFailure)) return new Connection(client, outcome, closed);
    client.end(true);
    throw outcome;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Certificates and keys that cannot be read are found here, before anything is sent. */
function start(url: string, options: IClientOptions): MqttClient {
  try {
    return connect(url, options);
  } catch (error) {
    throw new ConnectFailure(error instanceof Error ? error.message : String(error), 'refused');
  }
}

function kindOf(error: Error): ConnectFailure['kind'] {
  const code = codeOf(error);
  if (code !== undefined && refusesVersion(code)) return 'version';
  if (code !== undefined && refusesClient(code)) return 'refused';
  const words = 'code' in error ? String(error.code) : '';
  return /CERT|_TLS_|_SSL_/.test(words) ? 'refused' : 'unreachable';
}

function codeOf(error: Error): number | undefined {
  return 'code' in error && typeof error.code === 'number' ? error.code : undefined;
}

function settled<T>(): { promise: Promise<T>; settle: (value: T) => void } {
  let settle: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    settle = resolve;
  });
  return { promise, settle };
}
