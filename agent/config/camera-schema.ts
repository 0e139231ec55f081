import * as z from 'zod';
import { sourceOptions } from '../adapters/ffmpeg/options.ts';
import { byteSize } from '../lib/byte-size.ts';
import { nearest } from '../lib/suggest.ts';
import { ruleUse, zoneKind } from './rule-schema.ts';
import { date, duration, hours, name, picturePoint, polygon, share } from './units.ts';

const KIND_BY_SCHEME: Readonly<Record<string, string>> = {
  rtsp: 'rtsp',
  rtsps: 'rtsp',
  rtmp: 'rtmp',
  rtmps: 'rtmp',
  http: 'http',
  https: 'http',
};

const SCHEMES = Object.keys(KIND_BY_SCHEME).map((scheme) => `${scheme}://`);

/** 'rtsp://...' as { kind: rtsp, url }, anything without a scheme as { kind: file, path }. */
const shortSource = z
  .string()
  .min(1)
  .transform((text, ctx) => {
    const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
    if (scheme === undefined) return { kind: 'file', path: text };
    const kind = KIND_BY_SCHEME[scheme];
    if (kind !== undefined) return { kind, url: text };
    const near = nearest(scheme, Object.keys(KIND_BY_SCHEME));
    const hint = near === undefined ? '' : `; did you mean ${near}://?`;
    const message = `write an address (${SCHEMES.join(', ')}) or the path of a video file${hint}`;
    ctx.issues.push({ code: 'custom', message, input: text });
    return z.NEVER;
  })
  .pipe(sourceOptions);

const preset = name
  .exactOptional()
  .describe('View of a camera that turns in which this is drawn; home where absent.');

const zone = z
  .strictObject({
    kind: zoneKind.describe('What the area is; rules pick their zones by it.'),
    polygon,
    hours: z
      .array(hours)
      .min(1)
      .exactOptional()
      .describe('When the zone counts; always where absent.'),
    gridCode: z.string().min(1).exactOptional().describe('Code of the city management grid cell.'),
    road: z.string().min(1).exactOptional().describe('Name of the road, for the reviewer.'),
    preset,
  })
  .meta({ id: 'Zone' });

const line = z
  .strictObject({
    points: z
      .tuple([picturePoint, picturePoint], { error: 'write two points: [[x, y], [x, y]]' })
      .refine(([[ax, ay], [bx, by]]) => ax !== bx || ay !== by, 'the two points are the same')
      .describe('From the first to the second point; left and right as seen walking along it.'),
    preset,
  })
  .meta({ id: 'Line' });

const picturePart = z
  .tuple([share, share, share, share], {
    error: 'write a box as [left, top, right, bottom], each from 0 to 1',
  })
  .refine(([left, top, right, bottom]) => right - left >= 0.02 && bottom - top >= 0.02, {
    error: 'write [left, top, right, bottom] with right > left and bottom > top',
  });

const view = z.union([
  z.literal('whole'),
  z
    .strictObject({
      zone: name.optional().describe('The part of the picture around this zone of the camera.'),
      margin: z
        .number()
        .min(0)
        .max(1)
        .optional()
        .describe('Room around the zone, as a share of its size; 0.1 where absent.'),
      box: picturePart
        .optional()
        .describe('The part of the picture as [left, top, right, bottom], shares of the picture.'),
    })
    .refine(({ zone: z, box }) => (z === undefined) !== (box === undefined), {
      error: 'name either a zone or a box',
    })
    .meta({ id: 'View' }),
]);

const place = z.strictObject({
  lng: z.number().min(-180).max(180).describe('Degrees east.'),
  lat: z.number().min(-90).max(90).describe('Degrees north.'),
  crs: z
    .enum(['wgs84', 'gcj02', 'bd09'])
    .default('wgs84')
    .describe('Coordinate system of the two (Chinese maps use gcj02 or bd09).'),
  accuracyM: z.number().min(0).max(10_000).default(10).describe('How far off at most, metres.'),
});

const text = z.string().min(1).optional();

const dossier = z
  .strictObject({
    standardRef: text.describe('Standard the device was inspected by.'),
    inspectionCertNo: text.describe('Number of the inspection certificate.'),
    calibrationValidTo: date.optional().describe('Last day the calibration is valid.'),
    techReviewId: text.describe('Record of the technical review.'),
    legalReviewId: text.describe('Record of the legal review.'),
    legalBasis: text.describe('Provision that the enforcement rests on.'),
    publicNoticeUrl: z
      .url({ protocol: /^https?$/, error: 'write an address that starts with https://' })
      .optional()
      .describe('Where the site of the device was announced.'),
    publicNoticeDate: date.optional().describe('Day of that announcement.'),
  })
  .describe('Papers of the device; where one is missing or expired, evidence is a clue only.')
  .meta({ id: 'Dossier' });

const device = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe("The platform's device number; the camera's name where absent."),
  place: place.optional().describe('Where the camera stands.'),
  dossier: dossier.prefault({}),
});

const clock = z
  .strictObject({
    senderReports: z
      .enum(['auto', 'trust', 'ignore'])
      .default('auto')
      .describe(
        "Whether capture times come from the stream's RTCP sender reports. auto: not where a resolver gives the address, as platforms and recorders put their own times in; trust: always; ignore: never.",
      ),
    osd: z
      .strictObject({
        box: picturePart.describe(
          'Where the camera writes date and time, with a little room: [left, top, right, bottom], shares of the picture. Nothing else may stand there.',
        ),
        order: z
          .enum(['day-first', 'month-first'])
          .exactOptional()
          .describe('How to read 03-04-2026; where absent, as it is nearest to now.'),
      })
      .exactOptional()
      .describe(
        'The burned-in clock, read once a minute: it is compared with the sender reports, and gives the capture times where there are none.',
      ),
  })
  .meta({ id: 'CameraClock' });

const ring = z.strictObject({
  keep: duration('10s', '10m', 'How much of the untouched stream is held in memory.').prefault(
    '60s',
  ),
  max: byteSize
    .refine((bytes) => bytes >= 4e6 && bytes <= 4e9, 'write a size from 4MB to 4GB')
    .prefault('64MB')
    .describe('Memory this may take, 4MB to 4GB; the oldest goes first.'),
});

const watch = z.strictObject({
  picture: z
    .boolean()
    .default(true)
    .describe('Rules rest while the picture stands still, is covered, blurred, dark or broken.'),
  scene: z
    .boolean()
    .default(true)
    .describe(
      'Zones follow small shifts of the camera, and their rules rest when it was moved; off for drones.',
    ),
});

export const camera = z
  .strictObject({
    source: z
      .union([shortSource, sourceOptions])
      .describe('Address of the stream or path of a video file; or settings with kind.'),
    model: z.string().min(1).default('street').describe('Name of a model, see models.'),
    readers: z
      .array(z.string().min(1))
      .max(4)
      .exactOptional()
      .describe(
        'Models that read attributes of single objects, for attribute rules; where absent, truck-load if a rule asks for load or cover.',
      ),
    views: z
      .array(view)
      .min(1)
      .max(8)
      .default(['whole'])
      .describe(
        'What the detector looks at: whole, { zone: NAME, margin }, { box: [l, t, r, b] }.',
      ),
    zones: z.record(name, zone).prefault({}).describe('Areas of the picture, by name.'),
    lines: z.record(name, line).default({}).describe('Lines across the picture, by name.'),
    rules: z
      .array(ruleUse)
      .prefault([])
      .describe('What is looked for: names of rules or profiles, or { use: NAME, ...changes }.'),
    watch: watch.prefault({}).describe('Whether the picture itself is watched.'),
    device: device.prefault({}).describe('The device as the platform knows it.'),
    clock: clock.prefault({}).describe('How the time of a picture is known.'),
    ring: ring.prefault({}).describe('The last minute of the stream, for pictures and clips.'),
  })
  .meta({ id: 'Camera' });
