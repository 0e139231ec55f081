/**
 * How often review copies hide a face: `npx tsx scripts/mot/heads.ts [SHARED]`, with people whose place is known.
 * A face counts as hidden when the middle of the box, from 3 to 13 % of its height, is covered.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateFfmpeg } from '../../agent/adapters/ffmpeg/binary.ts';
import { openPhotoDetector } from '../../agent/adapters/onnx/photo-detector.ts';
import { jpegPixels } from '../../agent/adapters/pictures/jpeg-pixels.ts';
import { THRESHOLDS } from '../../agent/app/review/review-process.ts';
import { packageRoot } from '../../agent/config/package-root.ts';
import { hidePlan } from '../../agent/core/review/hide-plan.ts';
import { type MotLine, parseMot } from './mot-file.ts';

const SHARED = process.argv[2] ?? join('..', 'shared');
const FILMS = [
  {
    name: 'TUD-Campus',
    video: 'data/video/tud-campus_640x480_25fps.mp4',
    truth: 'data/mot/mmtracking/MOT15/train/TUD-Campus/gt/gt.txt',
  },
  {
    name: 'PETS S3-MF1',
    video: 'data/video/pets-s3mf1_768x576_7fps.mp4',
    truth: 'data/mot/mot-tudcampus-pets/data/PETS/S3-MF1/gt/gt.txt',
  },
] as const;
const FACE = [0.03, 0.13] as const;

const detector = await openPhotoDetector(join(packageRoot(), 'models/street'), THRESHOLDS);
const { path: ffmpeg } = await locateFfmpeg(process.env);

async function hiddenIn(jpeg: string, people: readonly MotLine[]): Promise<readonly boolean[]> {
  const photo = await jpegPixels(readFileSync(jpeg));
  if (photo === undefined) throw new Error(`expected a picture, got ${jpeg}`);
  const plan = hidePlan({ size: photo, detections: await detector.find(photo), others: [] });
  return people.flatMap(({ box: { left, top, right, bottom } }) => {
    const x = (left + right) / 2 / photo.width;
    if (x < 0 || x > 1) return [];
    const isHidden = (share: number) => {
      const y = (top + share * (bottom - top)) / photo.height;
      return plan.some(
        ({ box }) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom,
      );
    };
    return [FACE.every(isHidden)];
  });
}

for (const { name, video, truth } of FILMS) {
  if (!existsSync(join(SHARED, video))) throw new Error(`no ${video} in ${SHARED}`);
  const folder = mkdtempSync(join(tmpdir(), 'heads-'));
  try {
    const input = ['-v', 'error', '-i', join(SHARED, video)];
    execFileSync(ffmpeg, [...input, '-q:v', '2', join(folder, '%04d.jpg')]);
    const lines = parseMot(readFileSync(join(SHARED, truth), 'utf8'));
    const faces: boolean[] = [];
    for (const [index, file] of readdirSync(folder).sort().entries()) {
      const people = lines.filter(({ frame }) => frame === index + 1);
      faces.push(...(await hiddenIn(join(folder, file), people)));
    }
    const hidden = faces.filter(Boolean).length;
    console.log(`${name}: ${hidden} of ${faces.length} (${(hidden / faces.length).toFixed(3)})`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
