import { connectAsync } from 'mqtt';

export interface Arrival {
  readonly latencyMs: number;
  /** How the agent knew when the picture was taken. */
  readonly method: string;
}

export interface Arrivals extends AsyncDisposable {
  /** First arrivals of `suspected` events so far. */
  readonly list: readonly Arrival[];
}

/**
 * Subscribes to all events and takes, for each `suspected`, the time from the capture of the picture that
 * completed `settle` (the event's `time`) to the arrival here. The broker sends PUBACK to the agent and
 * the event to its subscribers when it has the message; one clock for all, as all is one box.
 */
export async function listenForArrivals(url: string): Promise<Arrivals> {
  const client = await connectAsync(url, { clean: true });
  const list: Arrival[] = [];
  const seen = new Set<string>();
  client.on('message', (_topic, payload) => {
    const arrivedMs = Date.now();
    const event = JSON.parse(payload.toString());
    if (event.type !== 'streetwarden.violation.suspected.v1' || seen.has(event.id)) return;
    seen.add(event.id);
    list.push({ latencyMs: arrivedMs - Date.parse(event.time), method: event.data.clock.method });
  });
  await client.subscribeAsync('sw/v1/+/+/evt/+', { qos: 1 });
  return { list, [Symbol.asyncDispose]: () => client.endAsync() };
}
