import * as z from 'zod';
import { durationBetween } from '../../lib/duration.ts';

const fps = z
  .number()
  .min(0.2, 'write 0.2 to 30 pictures a second')
  .max(30, 'write 0.2 to 30 pictures a second')
  .default(5)
  .describe('Pictures a second that the detector looks at, 0.2 to 30.');

const decode = z
  .enum(['sampled', 'keyframes'])
  .default('sampled')
  .describe(
    'sampled: decode all and look at fps pictures; keyframes: decode key frames only (1/5 of the CPU).',
  );

const stallAfter = durationBetween('2s', '10m')
  .prefault('15s')
  .describe('Without a picture for this long the connection is given up and made anew, 2s to 10m.');

const anyLive = /^(rtsps?|rtmps?|https?)$/;

const resolver = z
  .union([
    z.strictObject({
      http: z
        .url({
          protocol: /^https?$/,
          error: 'write an address that starts with http:// or https://',
        })
        .describe('Answers a GET with {"url": "...", "sub": "..."} or the plain address.'),
    }),
    z.strictObject({
      command: z
        .array(z.string().min(1))
        .min(1)
        .describe(
          'A program and its arguments; it prints {"url": "...", "sub": "..."} or the address.',
        ),
    }),
  ])
  .describe(
    'Who to ask for the address, anew at each connection; for platforms that give it out per session.',
  );

function live<K extends 'rtsp' | 'rtmp' | 'http'>(kind: K, protocol: RegExp, example: string) {
  const error = `write an address that starts with ${example}`;
  return {
    kind: z.literal(kind),
    url: z
      .url({ protocol, error })
      .exactOptional()
      .describe('Main stream: evidence comes from it.'),
    sub: z
      .url({ protocol: anyLive, error: 'write the address of the small stream' })
      .exactOptional()
      .describe(
        'Small stream of the same camera for detection; without it the main stream is used.',
      ),
    resolver: resolver.exactOptional(),
    decode,
    fps,
    stallAfter,
  };
}

const HAS_ADDRESS = { error: 'write url, or resolver for an address that is asked for' };
const hasAddress = (o: { url?: string; resolver?: unknown }) =>
  o.url !== undefined || o.resolver !== undefined;

export const rtspOptions = z
  .strictObject({
    ...live('rtsp', /^rtsps?$/, 'rtsp:// or rtsps://'),
    transport: z
      .enum(['tcp', 'udp'])
      .default('tcp')
      .describe('How the camera sends video: tcp loses nothing, udp copes with bad lines.'),
  })
  .refine(hasAddress, HAS_ADDRESS);

const rtmpOptions = z
  .strictObject(live('rtmp', /^rtmps?$/, 'rtmp:// or rtmps://'))
  .refine(hasAddress, HAS_ADDRESS);

const httpOptions = z
  .strictObject(live('http', /^https?$/, 'http:// or https:// (HLS, FLV, MJPEG)'))
  .refine(hasAddress, HAS_ADDRESS);

const fileOptions = z.strictObject({
  kind: z.literal('file'),
  path: z.string().min(1).describe('Path of a video file.'),
  loop: z.boolean().default(false).describe('Begin again at the end; the time line goes on.'),
  pace: z
    .enum(['live', 'fast'])
    .default('fast')
    .describe('live: as fast as it was filmed, like a camera; fast: as fast as the box can.'),
  startUtc: z.iso
    .datetime({ offset: true, error: 'write a time such as 2026-05-01T08:00:00+08:00' })
    .exactOptional()
    .describe('When the recording begins; else the time in the file, else the time of the file.'),
  decode,
  fps,
  stallAfter,
});

export const sourceOptions = z.discriminatedUnion('kind', [
  rtspOptions,
  rtmpOptions,
  httpOptions,
  fileOptions,
]);

export type RtspOptions = z.output<typeof rtspOptions>;
export type RtmpOptions = z.output<typeof rtmpOptions>;
export type HttpOptions = z.output<typeof httpOptions>;
export type FileOptions = z.output<typeof fileOptions>;
export type LiveOptions = RtspOptions | RtmpOptions | HttpOptions;
export type SourceOptions = z.output<typeof sourceOptions>;
export type ResolverOptions = z.output<typeof resolver>;
