import type { Operation } from '../core/events/operation.ts';
import type { Condition } from '../core/health/condition.ts';
import type { HealthNews } from './camera-health.ts';
import type { Moment } from './camera-loop.ts';
import type { Operations } from './operations.ts';

const EVENTS: { readonly [C in Condition]: Operation } = {
  frozen: 'camera-frozen',
  covered: 'camera-covered',
  blurred: 'camera-blurred',
  dark: 'camera-dark',
  'blown-out': 'camera-blown-out',
  garbled: 'camera-garbled',
  moved: 'camera-moved',
  'unknown-scene': 'camera-unknown-scene',
  'other-stream': 'camera-other-stream',
  'stream-lag': 'camera-stream-lag',
};

const WORDS: { readonly [C in Condition]: string } = {
  frozen: 'the picture stands still (the stream goes on)',
  covered: 'something covers the lens',
  blurred: 'the picture is out of focus',
  dark: 'the picture is too dark to see anything',
  'blown-out': 'the picture is blown out',
  garbled: 'the picture is broken: the decoder lacks data',
  moved: 'the camera was moved: its zones no longer lie where they were drawn',
  'unknown-scene': 'the camera shows another scene than the one its zones were drawn for',
  'other-stream': 'the main stream shows something else than the small one',
  'stream-lag': 'the main stream is not of the same moment as the small one',
};

const ADVICE: { readonly [C in Condition]: string } = {
  frozen: 'restart the camera or what passes its stream on',
  covered: 'clean or uncover it',
  blurred: 'focus or clean it',
  dark: 'check lamps and exposure',
  'blown-out': 'check exposure, or what shines into it',
  garbled: 'check the line, or lower the bit rate',
  moved: 'turn it back, draw the zones anew, or say that they fit: streetwarden scene accept',
  'unknown-scene':
    'turn it back, check that it is the right camera, or say what it shows: streetwarden scene accept',
  'other-stream': 'check both addresses',
  'stream-lag': 'check what passes the streams on, or use one stream alone',
};

const RESTS: { readonly [C in Condition]?: string } = {
  moved: 'its rules with zones rest until that is over',
  'unknown-scene': 'its rules with zones rest until that is over',
  'stream-lag': 'photographs are taken so much later, once three comparisons agree on it',
};

/** Tells the platform that a camera's pictures can no longer, or can again, be judged; with a picture. */
export async function reportHealth(
  {
    camera,
    operations,
  }: { readonly camera: string; readonly operations: Pick<Operations, 'report'> },
  { change: { condition, to, sinceMs, facts }, picture }: HealthNews,
  { mediaMs, utcMs }: Pick<Moment, 'mediaMs' | 'utcMs'>,
  still: readonly Condition[],
): Promise<void> {
  const isOver = to === 'good';
  await operations.report(isOver ? 'camera-recovered' : EVENTS[condition], {
    camera,
    message: isOver
      ? `it is over that ${WORDS[condition]}`
      : `${WORDS[condition]}: ${RESTS[condition] ?? 'its rules rest until that is over'}; ${ADVICE[condition]}`,
    facts: {
      condition,
      sinceUtc: new Date(utcMs - (mediaMs - sinceMs)).toISOString(),
      ...(isOver && { lastedMs: Math.round(mediaMs - sinceMs), remaining: still }),
      ...facts,
    },
    picture,
  });
}
