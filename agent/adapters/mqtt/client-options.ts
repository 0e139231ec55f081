import type { IClientOptions } from 'mqtt';
import type { MqttOptions } from './options.ts';

const CONNECT_TIMEOUT_MS = 15_000;
const SESSION_EXPIRY_S = 24 * 3600;
/** Acks are small; a bigger message than this is none. */
const MAX_INCOMING_BYTES = 256 * 1024;
const MAX_INCOMING_IN_FLIGHT = 64;

/** What the `mqtt` package is told for one connection. Pure; the result holds the password. */
export function clientOptions(
  { user, password, ca, cert, key, keepalive }: MqttOptions,
  clientId: string,
  version: 4 | 5,
  will: { readonly topic: string; readonly payload: string },
): IClientOptions {
  return {
    clientId,
    protocolVersion: version,
    clean: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
    keepalive: Math.round(keepalive / 1000),
    ...(user !== undefined && { username: user }),
    ...(password !== undefined && { password }),
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    will: { ...will, qos: 1, retain: true },
    ...(version === 5 && {
      properties: {
        sessionExpiryInterval: SESSION_EXPIRY_S,
        receiveMaximum: MAX_INCOMING_IN_FLIGHT,
        maximumPacketSize: MAX_INCOMING_BYTES,
      },
    }),
  };
}
