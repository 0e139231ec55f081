import { join } from 'node:path';
import { openMqttTarget } from '../../agent/adapters/mqtt/target.ts';
import { openStore, type SqliteStore } from '../../agent/adapters/store/store.ts';
import { availableEntry } from '../../agent/app/available.ts';
import { Forwarder, type ForwarderDeps } from '../../agent/app/forwarder.ts';
import { Closer } from '../../agent/lib/closer.ts';
import type { Target } from '../../agent/ports/target.ts';
import { clock, memoryLog } from './outbox.ts';

export const mqttDefaults = {
  kind: 'mqtt',
  prefix: 'sw/v1',
  ack: 'platform',
  keepalive: 30_000,
  resendAfter: 60_000,
  expiry: 7 * 24 * 3_600_000,
} as const;

type Options = Parameters<typeof openMqttTarget>[0];

/** A target as the tests use it: quick to come back. */
export function quickTarget(
  options: Partial<Options> & { url: string },
): Target & { lines: string[] } {
  const log = memoryLog();
  const target = openMqttTarget(
    { ...mqttDefaults, ...options },
    {
      name: 'city',
      site: 'east',
      node: 'box-1',
      log,
      clock,
      birth: () => ({ software: 'test' }),
      waits: { minMs: 30, maxMs: 200 },
    },
  );
  return Object.assign(target, { lines: log.lines });
}

export interface Forwarding extends AsyncDisposable {
  readonly store: SqliteStore;
  readonly target: Target;
  readonly parked: string[];
  readonly lines: string[];
  readonly wake: () => void;
}

/** Store, MQTT target and forwarder, as the app joins them. */
export async function forwarding(
  directory: string,
  options: Partial<Options> & { url: string },
  more: Partial<ForwarderDeps> = {},
): Promise<Forwarding> {
  const closer = new Closer();
  const stop = new AbortController();
  const store = await openStore(join(directory, 'outbox.db'));
  closer.defer('store', async () => {
    await store[Symbol.asyncDispose]();
  });
  const target = quickTarget(options);
  const parked: string[] = [];
  const log = memoryLog();
  const site = { site: 'east', node: 'box-1', timezone: 'Asia/Shanghai', clock, store };
  const forwarder = new Forwarder({
    store,
    target,
    clock,
    log,
    resendAfterMs: options.resendAfter ?? 60_000,
    available: (media, uri, round) => availableEntry(site, media, uri, round),
    onParked: ({ id }, reason) => parked.push(`${id} ${reason}`),
    ...more,
  });
  const running = forwarder.run(stop.signal);
  closer.defer('forwarder', async () => {
    stop.abort();
    await Promise.all([running, target[Symbol.asyncDispose]()]);
  });
  return {
    store,
    target,
    parked,
    lines: log.lines,
    wake: () => forwarder.wake(),
    [Symbol.asyncDispose]: () => closer.close(),
  };
}
