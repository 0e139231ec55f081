import * as z from 'zod';
import { mqttOptions } from '../adapters/mqtt/options.ts';
import { PROVIDER_NAMES } from '../adapters/onnx/options.ts';
import { uploadOptions } from '../adapters/upload/options.ts';
import { byteSize } from '../lib/byte-size.ts';
import { nearest } from '../lib/suggest.ts';
import { camera } from './camera-schema.ts';
import { rule } from './rule-schema.ts';
import { date, duration, name, share } from './units.ts';

const site = z.strictObject({
  id: name.default('site').describe('Name of the site in topics.'),
  name: z.string().min(1).max(100).optional().describe('Name for people.'),
  timezone: z
    .string()
    .superRefine(checkTimeZone)
    .default('Asia/Shanghai')
    .describe('Time zone of all hours and dates here.'),
  holidays: z.array(date).default([]).describe('Days that count as Sunday.'),
  workdays: z
    .array(date)
    .default([])
    .describe('Saturdays and Sundays that are worked (make-up days); they count as Monday.'),
});

function checkTimeZone(zone: string, ctx: z.RefinementCtx): void {
  if (isTimeZone(zone)) return;
  const near = nearest(zone, Intl.supportedValuesOf('timeZone'));
  const hint = near === undefined ? '' : `; did you mean '${near}'?`;
  ctx.addIssue({
    code: 'custom',
    message: `write a time zone such as 'Asia/Shanghai' or 'UTC'${hint}`,
  });
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const node = z.strictObject({
  id: name.default('node').describe('Name of this box in topics; unique within the site.'),
  data: z
    .string()
    .min(1)
    .default('./data')
    .describe('Folder for database, evidence packages and key; relative to this file.'),
});

const remote = z
  .strictObject({
    url: z
      .string()
      .regex(/^https?:\/\/[^\s]+$/, "write an address such as 'http://10.0.0.5:8000'")
      .describe('Address of the server, without /v2.'),
    model: z
      .string()
      .min(1)
      .exactOptional()
      .describe("Its name there; the manifest's where absent."),
    version: z
      .string()
      .min(1)
      .exactOptional()
      .describe('Its version there; the server chooses one.'),
    timeout: duration('100ms', '60s', 'How long an answer may take.').prefault('2s'),
    token: z.string().min(1).exactOptional().describe('Sent as bearer token; use !env or !file.'),
  })
  .meta({ id: 'Remote' });

const model = z
  .strictObject({
    path: z
      .string()
      .min(1)
      .optional()
      .describe('Folder with model.yaml, relative to this file; the shipped one where absent.'),
    provider: z
      .enum(['auto', ...PROVIDER_NAMES])
      .default('auto')
      .describe('What runs it; auto measures what this box offers and takes the fastest.'),
    remote: remote.optional().describe('Runs on a server that speaks KServe v2, not here.'),
    threads: z
      .number()
      .int()
      .min(1)
      .max(64)
      .optional()
      .describe('CPU threads; chosen where absent.'),
    batch: z
      .number()
      .int()
      .min(1)
      .max(16)
      .optional()
      .describe(
        'Pictures of several cameras in one run, at most; 1 where absent. More pays on some processors.',
      ),
    thresholds: z
      .record(z.string().min(1), share)
      .default({})
      .describe("Label -> smallest score that counts; over the model's own."),
  })
  .meta({ id: 'Model' });

const plates = z.strictObject({
  threads: z.number().int().min(1).max(16).default(1).describe('CPU threads of the plate reader.'),
  minConfidence: z
    .number()
    .min(0.5)
    .max(0.999)
    .default(0.8)
    .describe("Signs of a plate that are less sure, 0.5 to 0.999, are told as '?'."),
});

const only = z
  .strictObject({
    violations: z.array(z.string()).min(1).optional().describe('Only these violations.'),
    cameras: z.array(z.string()).min(1).optional().describe('Only events of these cameras.'),
  })
  .meta({ id: 'Only' });

const target = z.discriminatedUnion('kind', [
  mqttOptions
    .extend({
      media: uploadOptions
        .optional()
        .describe('How pictures and clips go out; they stay on the box where absent.'),
      only: only.prefault({}).describe('What this target gets; everything where absent.'),
    })
    .meta({ id: 'MqttTarget' }),
]);

const retention = z.strictObject({
  unconfirmed: duration('1h', '365d', 'Pictures of what was never confirmed.').prefault('72h'),
  acknowledged: duration('1h', '3650d', 'Evidence that the platform has.').prefault('7d'),
  unacknowledged: duration('1h', '3650d', 'Evidence that no platform has acknowledged.').prefault(
    '30d',
  ),
  minFree: byteSize
    .prefault('1GB')
    .describe(
      'Below this much free disk, evidence that was delivered, or has nowhere to go, goes before its time; oldest first.',
    ),
});

const privacy = z.strictObject({
  reviewCopies: z
    .boolean()
    .default(true)
    .describe(
      "Packages hold a copy of every photograph in which heads, and all plates but the target's, are destroyed; sheets are made of the copies.",
    ),
});

const http = z.strictObject({
  host: z.string().min(1).default('127.0.0.1').describe('Address to listen on.'),
  port: z
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(8642)
    .describe('Port of /healthz, /readyz and /metrics; 0 takes a free one.'),
});

const log = z.strictObject({
  level: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('The least important line that is still written.'),
});

/** The configuration file. Types, defaults, docs/config.md and the JSON Schema all come from here. */
export const configSchema = z.strictObject({
  site: site.prefault({}).describe('The place this box watches.'),
  node: node.prefault({}).describe('This box.'),
  cameras: z.record(name, camera).prefault({}).describe('Cameras and recordings, by name.'),
  models: z
    .record(z.string().min(1), model)
    .default({})
    .describe('Detectors, by name. The shipped ones are known without a line here.'),
  plates: plates
    .prefault({})
    .describe('How number plates are read, for the rules that ask for them (plate: true).'),
  rules: z
    .record(name, rule)
    .prefault({})
    .describe('Own rules, by name: full ones (type: ...) or changes of others (extends: ...).'),
  targets: z.record(name, target).prefault({}).describe('Platforms that get the events, by name.'),
  retention: retention.prefault({}).describe('How long evidence stays on the box.'),
  privacy: privacy.prefault({}).describe('What people who look at evidence get to see.'),
  http: http.prefault({}).describe('Health and metrics for the neighbourhood.'),
  log: log.prefault({}).describe('What is written to stderr.'),
});

export type Config = z.output<typeof configSchema>;
export type CameraConfig = Config['cameras'][string];
export type TargetConfig = Config['targets'][string];

/** Settings in which every camera has its readers. */
export type ReadyConfig = Omit<Config, 'cameras'> & {
  readonly cameras: Readonly<Record<string, ReadyCamera>>;
};
export type ReadyCamera = CameraConfig & { readonly readers: readonly string[] };
