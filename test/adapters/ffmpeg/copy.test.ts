import { expect, test } from 'vitest';
import { locateFfmpeg } from '../../../agent/adapters/ffmpeg/binary.ts';
import { copyTimes } from '../../../agent/adapters/ffmpeg/copy-times.ts';
import type { Fragment } from '../../../agent/adapters/ffmpeg/recording.ts';
import { makeClip } from '../../helpers/clip.ts';
import { bench, ffmpeg, read } from '../../helpers/source-bench.ts';

test.each([
  ['the ffmpeg of this system', () => ffmpeg()],
  ['the bundled one', () => locateFfmpeg({ PATH: '/nowhere' })],
])('frames and copy share one clock, also when it does not begin at 0: %s', async (_, locate) => {
  // a transport stream begins at 1.4 s
  const path = await makeClip({ container: 'ts', bFrames: 2, seconds: 2 });
  const fragments: Fragment[] = [];
  const recording = {
    begin: () => copyTimes({ onFragment: (fragment) => fragments.push(fragment) }),
  };
  const { source } = await bench(
    { kind: 'file', path, fps: 25 },
    { ffmpeg: await locate(), recording },
  );
  const sets = await read(source, () => false);
  const shown = fragments.map(({ ptsMs }) => Math.round(ptsMs)).sort((a, b) => a - b);
  expect(sets).toHaveLength(50);
  expect(shown).toHaveLength(50);
  expect(shown[0]).toBeGreaterThan(1000);
  const [first = 0] = shown;
  expect(shown.map((ms) => ms - first)).toEqual(sets.map(([{ mediaMs }]) => Math.round(mediaMs)));
  expect(fragments.filter(({ keyframe }) => keyframe)).toHaveLength(2);
});
