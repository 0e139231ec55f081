import * as z from 'zod';
import { duration, hours, name, share } from './units.ts';

export const zoneKind = z.enum([
  'sidewalk',
  'parking-bay',
  'road',
  'greenbelt',
  'shopfront',
  'permitted-market',
  'site-gate',
  'ignore',
]);

const label = z
  .string()
  .regex(
    /^[^\s?]+( [^\s?]+)*\??$/,
    "write a label of the model; 'van?' = only if the model has it",
  );
const labels = z.array(label).min(1);
const count = z.number().int().min(1).max(10_000);

const common = {
  violation: name
    .optional()
    .describe(
      'The violation it reports; that of the rule it extends, else its own name, where absent.',
    ),
  minScore: share.describe('Objects whose median score is lower do not count.'),
  plate: z
    .boolean()
    .describe('Whether the number plates of what it reports are read and told; costs a few looks.'),
  hours: z.array(hours).min(1).optional().describe('When the rule works; always where absent.'),
  report: z
    .enum(['suspected', 'confirmed'])
    .describe('From when on the platform is told: from the first suspicion, or once confirmed.'),
  rearm: duration('0s', '30d', 'After the end, the same place may not start anew for this long.'),
  perHour: count.describe('Alarm budget: beyond this many an hour the rule reports one storm.'),
  perDay: count.describe('Alarm budget: beyond this many a day the rule reports one storm.'),
  preRoll: duration('0s', '2m', 'How much of the clip lies before the moment.'),
  postRoll: duration('0s', '2m', 'How much of the clip lies after the moment.'),
  classification: z
    .strictObject({
      scheme: z.string().min(1).describe('Name of the code table, such as GB/T 30428.2.'),
      code: z.string().min(1).describe("The platform's code for this violation."),
    })
    .optional()
    .describe("The violation in the platform's own codes."),
};

const area = {
  zones: z.array(name).min(1).optional().describe('Zones of the camera, by name.'),
  zoneKinds: z
    .array(zoneKind)
    .min(1)
    .optional()
    .describe('All zones of these kinds; so a rule fits any camera. `zones` goes before it.'),
};

const standing = {
  exceptKinds: z
    .array(zoneKind)
    .describe('An object that stands in a zone of such a kind is allowed to be there.'),
  overlap: share.describe('Share of the ground strip of an object that must lie in the zone.'),
  settle: duration('0s', '1h', 'Standing this long = suspected.'),
  dwell: duration('0s', '30d', 'Standing this long (from the stop) = confirmed.'),
  absence: duration('1s', '1h', 'Not seen for this long = left; something may stand in front.'),
};

const part = z.strictObject({
  name: name.describe('What this part is, for the reviewer.'),
  labels: labels.describe('Any of these labels is such a part.'),
  min: z.number().int().min(1).max(100).default(1).describe('How many are needed.'),
  impliedBy: z
    .array(label)
    .max(32)
    .default([])
    .describe('An anchor with such a label has this part by its name: a stall is one with goods.'),
});

/** Every setting of every type of rule, without defaults: what `extends` and `use` may override. */
const fields = {
  dwell: { ...common, labels: labels.describe('Labels that count.'), ...area, ...standing },
  group: {
    ...common,
    labels: labels.describe('The anchor, which holds the place: any of these labels.'),
    ...area,
    ...standing,
    parts: z.array(part).max(8).describe('What else must be near the anchor.'),
    reach: z
      .number()
      .min(0.1)
      .max(10)
      .describe('How far parts may be from the anchor, in heights of the anchor.'),
  },
  crossing: {
    ...common,
    labels: labels.describe('Labels that count.'),
    line: name.optional().describe('Line of the camera, by name; its only one where absent.'),
    direction: z
      .enum(['left', 'right', 'both'])
      .describe('Crossing to which side, seen from the first to the second point of the line.'),
  },
  attribute: {
    ...common,
    labels: labels.describe('Labels that count.'),
    ...area,
    when: z
      .record(z.string().min(1), z.array(z.string().min(1)).min(1))
      .describe('Attribute -> the states that make the violation; all attributes must hold.'),
    minLooks: z.number().int().min(1).max(50).describe('Usable looks at the object, at least.'),
    posterior: z.number().min(0.5).max(0.9999).describe('How sure all looks together must be.'),
    late: duration('0s', '5m', 'How long answers are waited for after the object has gone.'),
  },
};

const commonDefaults = {
  minScore: fields.dwell.minScore.default(0.4),
  plate: fields.dwell.plate.default(false),
  report: fields.dwell.report.default('suspected'),
  rearm: fields.dwell.rearm.prefault('10m'),
  perHour: fields.dwell.perHour.default(20),
  perDay: fields.dwell.perDay.default(100),
  preRoll: fields.dwell.preRoll.prefault('3s'),
  postRoll: fields.dwell.postRoll.prefault('7s'),
};

const standingDefaults = {
  exceptKinds: fields.dwell.exceptKinds.default(['parking-bay']),
  overlap: fields.dwell.overlap.default(0.5),
  settle: fields.dwell.settle.prefault('15s'),
  dwell: fields.dwell.dwell.prefault('300s'),
  absence: fields.dwell.absence.prefault('150s'),
};

const dwellRule = z
  .strictObject({
    type: z.literal('dwell').describe('Something stays in a zone.'),
    ...fields.dwell,
    ...commonDefaults,
    ...standingDefaults,
  })
  .meta({ id: 'DwellRule' });

const groupRule = z
  .strictObject({
    type: z.literal('group').describe('Several things that together make one stay in a zone.'),
    ...fields.group,
    ...commonDefaults,
    ...standingDefaults,
    reach: fields.group.reach.default(1.5),
  })
  .meta({ id: 'GroupRule' });

const crossingRule = z
  .strictObject({
    type: z.literal('crossing').describe('Something crosses a line.'),
    ...fields.crossing,
    ...commonDefaults,
    direction: fields.crossing.direction.default('both'),
  })
  .meta({ id: 'CrossingRule' });

const attributeRule = z
  .strictObject({
    type: z.literal('attribute').describe('A voted property of a passing object.'),
    ...fields.attribute,
    ...commonDefaults,
    minLooks: fields.attribute.minLooks.default(3),
    posterior: fields.attribute.posterior.default(0.9),
    late: fields.attribute.late.prefault('10s'),
  })
  .meta({ id: 'AttributeRule' });

const fullRule = z.discriminatedUnion('type', [dwellRule, groupRule, crossingRule, attributeRule]);

const changes = z
  .strictObject({ ...fields.dwell, ...fields.group, ...fields.crossing, ...fields.attribute })
  .partial();

/** A rule that changes some settings of another one. */
const extendingRule = z
  .strictObject({
    extends: z.string().describe('Name of a rule here or of a shipped profile.'),
    ...changes.shape,
  })
  .meta({ id: 'ExtendingRule' });

export const rule = z.union([fullRule, extendingRule]);

/** A rule at work on a camera: its name, or its name with changes for this camera. */
export const ruleUse = z.union([
  z.string().min(1),
  z
    .strictObject({
      use: z.string().describe('Name of a rule, of a profile, or of a rule in a profile.'),
      as: name.optional().describe('Another name for it on this camera.'),
      ...changes.shape,
    })
    .meta({ id: 'RuleUse' }),
]);

/** A file in config/profiles. */
export const profile = z.strictObject({
  title: z.string().min(1),
  description: z.string().min(1),
  rules: z.record(name, fullRule),
});

export type FullRule = z.output<typeof fullRule>;
export type RuleChanges = z.output<typeof changes>;

const TYPES = {
  dwell: dwellRule,
  group: groupRule,
  crossing: crossingRule,
  attribute: attributeRule,
} satisfies Record<FullRule['type'], z.ZodType>;

/** The settings that a type of rule has. */
export function settingsOf(type: FullRule['type']): string[] {
  return Object.keys(TYPES[type].shape).filter((key) => key !== 'type');
}
