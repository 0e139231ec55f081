import * as z from 'zod';
import { durationBetween } from '../../lib/duration.ts';

const PEM_HOW = 'write !file PATH: what is expected here is the text of a PEM file';
const pem = z
  .string({ error: PEM_HOW })
  .regex(/^-----BEGIN [A-Z0-9 ]+-----/, PEM_HOW)
  .optional();

/** A platform behind an MQTT broker. Durations are milliseconds once loaded. */
export const mqttOptions = z
  .strictObject({
    kind: z.literal('mqtt'),
    url: z
      .url({
        protocol: /^(mqtts?|wss?)$/,
        hostname: /./,
        error: 'write an address that starts with mqtt://, mqtts://, ws:// or wss://',
      })
      .describe('The broker. Ports: 1883 for mqtt, 8883 for mqtts, unless the address names one.'),
    user: z.string().min(1).optional().describe('User name at the broker.'),
    password: z
      .string()
      .min(1)
      .optional()
      .describe('Password at the broker; use !env NAME or !file PATH.')
      .meta({ secret: true }),
    ca: pem.describe("The broker's certificate authority (PEM), as !file ca.pem."),
    cert: pem.describe("This node's certificate (PEM), as !file node.pem."),
    key: pem
      .describe("The private key of this node's certificate (PEM), as !file node.key.")
      .meta({ secret: true }),
    clientId: z
      .string()
      .min(1)
      .max(64)
      .optional()
      .describe('MQTT client id; sw-SITE-NODE where absent. No two nodes may share one.'),
    prefix: z
      .string()
      .regex(/^[^/+#$\s][^+#\s]*[^/+#\s]$/, 'write a topic prefix such as sw/v1: no +, # or spaces')
      .default('sw/v1')
      .describe('First part of every topic.'),
    ack: z
      .enum(['platform', 'puback'])
      .default('platform')
      .describe(
        "What counts as delivered: the platform's own ack, or the broker's (for platforms that send none).",
      ),
    keepalive: durationBetween('1s', '1h')
      .prefault('30s')
      .describe('How often the broker hears from an idle node, 1s to 1h.'),
    resendAfter: durationBetween('1s', '1d')
      .prefault('60s')
      .describe('Without an ack for this long, an event is sent again (same id), 1s to 1d.'),
    expiry: durationBetween('1m', '365d')
      .prefault('7d')
      .describe('How long a broker may keep an event that nobody fetches, 1m to 365d.'),
  })
  .meta({ id: 'MqttOptions' });

export type MqttOptions = z.output<typeof mqttOptions>;
