import { connectAsync, type IClientOptions } from 'mqtt';
import { clientOptions } from './client-options.ts';
import type { MqttOptions } from './options.ts';

const TIMEOUT_MS = 8000;

/**
 * Tries to get in once, under a client id of its own so that a running agent is not thrown out.
 * Returns what stood in the way, or undefined.
 */
export async function canConnect(options: MqttOptions): Promise<string | undefined> {
  let problem = '';
  for (const version of [5, 4] as const) {
    const { will: _, ...settings } = clientOptions(options, '', version, {
      topic: '',
      payload: '',
    });
    const once: IClientOptions = {
      ...settings,
      clientId: `sw-doctor-${process.pid}`,
      clean: true,
      reconnectPeriod: 0,
      connectTimeout: TIMEOUT_MS,
    };
    try {
      const client = await connectAsync(options.url, once, false);
      await client.endAsync();
      return undefined;
    } catch (error) {
      problem = `${new URL(options.url).host}: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
  return problem;
}
