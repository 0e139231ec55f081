import * as z from 'zod';
import { ruleUse, zoneKind } from '../../../agent/config/rule-schema.ts';
import { hours } from '../../../agent/config/units.ts';
import { streetObject } from './street-schema.ts';

const seconds = z.number().min(0);
const metres = z.number().min(-1000).max(1000);
const degrees = z.number().min(-720).max(720);
const share = z.number().min(0).max(1);

const split = z.enum(['training', 'judging']);

const size = z
  .string({ error: "write a size as '1280x720'" })
  .regex(/^\d{2,4}x\d{2,4}$/, "write a size as '1280x720'")
  .transform((text) => {
    const [width = 0, height = 0] = text.split('x').map(Number);
    return { width, height };
  });

const place3 = z.tuple([metres, z.number().min(0.5).max(500), metres], {
  error: 'write a place as [x, y, z] in metres, y at least 0.5',
});

/** A camera key; what is left out is as the mount has it. */
const key = z.strictObject({
  at: seconds.default(0),
  position: place3.exactOptional(),
  yaw: degrees.exactOptional(),
  pitch: z.number().min(-90).max(45).exactOptional(),
  roll: z.number().min(-45).max(45).exactOptional(),
  hfov: z.number().min(5).max(120).exactOptional(),
});

const fps = z.number().min(1).max(60);

const camera = z.strictObject({
  mount: z.string(),
  fps: fps.default(10),
  size: size.prefault('960x540'),
  keys: z.array(key).min(1).exactOptional(),
  codec: z.enum(['h264', 'h265']).default('h264'),
  gop: z.number().min(0.1).max(20).default(2),
  bFrames: z.number().int().min(0).max(8).default(0),
  kbps: z.number().min(50).max(50_000).default(2500),
  noise: share.default(0.25),
  clock: z.boolean().default(true),
  sub: z.strictObject({ size, fps }).exactOptional(),
  anchor: z
    .strictObject({
      lat: z.number().min(-90).max(90),
      lng: z.number().min(-180).max(180),
      alt: z.number(),
    })
    .exactOptional(),
});

const groundPoint = z.tuple([metres, metres], { error: 'write a point as [x, z] in metres' });

const HOURS_HOW = "write hours as '18:00-23:00' or 'mon-fri 07:00-19:00'";

const zone = z
  .strictObject({
    kind: zoneKind,
    area: z.string().exactOptional(),
    ground: z.array(groundPoint).min(3, 'a zone needs at least 3 corners').exactOptional(),
    hours: z
      .string({ error: HOURS_HOW })
      .refine((text) => hours.safeParse(text).success, HOURS_HOW)
      .exactOptional(),
  })
  .refine(({ area, ground }) => (area === undefined) !== (ground === undefined), {
    error: 'give either area: NAME or ground: [[x, z], ...]',
  });

/** Of a path: what comes into the picture was on its way before. */
const moment = z
  .number()
  .min(-86_400)
  .max(86_400 * 7);
const POINT_HOW = 'write a point as [seconds, x, z] or [seconds, x, z, heading]';
const waypoint = z.union([
  z.tuple([moment, metres, metres], { error: POINT_HOW }),
  z.tuple([moment, metres, metres, degrees], { error: POINT_HOW }),
]);

const path = z
  .array(waypoint)
  .min(2, 'a path needs at least 2 points: when it comes and when it goes')
  .superRefine((points, ctx) => {
    points.forEach(([at], index) => {
      const before = points[index - 1]?.[0];
      if (before === undefined || at > before) return;
      const message = `is not later than the point before (${before} s)`;
      ctx.addIssue({ code: 'custom', message, path: [index] });
    });
  });

const PLATE = /^\p{Script=Han}[A-Z][A-Z0-9]{4,6}\p{Script=Han}?$/u;

const actor = z.strictObject({
  asset: z.string(),
  path,
  paint: z
    .string()
    .regex(/^#[0-9a-f]{6}$/, "write a colour as '#rrggbb', in small letters and quotes")
    .exactOptional(),
  plate: z.string().regex(PLATE, "write a plate such as '渝A8D213'").exactOptional(),
  load: z.enum(['empty', 'level', 'heaped']).exactOptional(),
  material: z.enum(['earth', 'rubble', 'sand', 'gravel']).exactOptional(),
  cover: z.enum(['rigid', 'tarpaulin', 'net', 'partial', 'none']).exactOptional(),
  torn: z.boolean().exactOptional(),
  pose: z.enum(['stand', 'sell', 'sweep', 'sit']).exactOptional(),
});

const fault = z
  .strictObject({
    kind: z.enum(['frozen', 'covered', 'dirt', 'nudge', 'blur', 'dropped', 'grey']),
    from: seconds,
    until: seconds,
    amount: share.default(1),
  })
  .refine(({ from, until }) => until > from, { error: 'until is not later than from' });

const expected = z.strictObject({
  kind: z.string(),
  actor: z.string(),
  zone: z.string().exactOptional(),
  from: seconds,
  confirm: seconds.exactOptional(),
  until: seconds.exactOptional(),
});

const id = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]{0,31}$/,
    'use small letters, digits and dashes, at most 32 characters',
  );

/** A scenario as people write it: times in seconds, places in metres, angles in degrees. */
export const scenarioSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'use small letters, digits and dashes, at most 80'),
  about: z.string().min(1),
  family: z.string().min(1),
  split: split.exactOptional(),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 53),
  seconds: z
    .number()
    .min(0.1)
    .max(86_400 * 7),
  start: z.iso
    .datetime({ offset: true, error: "write a time with its zone: '2026-05-04T08:00:00+08:00'" })
    .default('2026-05-04T09:00:00+08:00'),
  light: z.enum(['day', 'low-sun', 'overcast', 'dusk', 'night', 'infrared']).default('day'),
  weather: z.enum(['clear', 'rain', 'wet', 'fog']).default('clear'),
  street: z.union([z.string(), streetObject]),
  camera,
  zones: z.record(id, zone).default({}),
  rules: z.array(ruleUse).default([]),
  shortened: z.number().min(1).max(1000).default(1),
  actors: z.record(id, actor).default({}),
  faults: z.array(fault).default([]),
  expect: z.array(expected).default([]),
});

export type WrittenScenario = z.output<typeof scenarioSchema>;
