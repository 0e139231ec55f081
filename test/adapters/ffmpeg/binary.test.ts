import { expect, test } from 'vitest';
import { locateFfmpeg } from '../../../agent/adapters/ffmpeg/binary.ts';
import { makeClip } from '../../helpers/clip.ts';
import { bench, mediaTimes, read } from '../../helpers/source-bench.ts';

test('FFMPEG_PATH that does not run is said with its path', async () => {
  await expect(locateFfmpeg({ FFMPEG_PATH: '/no/such/ffmpeg' })).rejects.toMatchObject({
    code: 'ffmpeg/missing',
    message: expect.stringContaining('/no/such/ffmpeg'),
  });
});

test('without a system ffmpeg the optional package serves, with less truth about time', async () => {
  const found = await locateFfmpeg({ PATH: '/nowhere' });
  expect(found).toMatchObject({
    origin: 'bundled',
    has: { rtspTimeout: 'stimeout', setts: false },
  });
  const { source } = await bench({ kind: 'file', path: await makeClip() }, { ffmpeg: found });
  expect(mediaTimes(await read(source, () => false))).toEqual(
    Array.from({ length: 20 }, (_, n) => n * 200),
  );
});
