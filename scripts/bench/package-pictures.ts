/**
 * What the pictures of one package cost beside the photographs: CPU of the processes that make review copies,
 * and sheet and strips. `taskset -c 0 npx tsx scripts/bench/package-pictures.ts PACKAGE [ROUNDS]`, after
 * `npm run build`: the processes run as installed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadManifest } from '../../agent/adapters/evidence/manifest-schema.ts';
import type { sheetAside as SheetAside } from '../../agent/adapters/pictures/sheet-process.ts';
import type { reviewAside as ReviewAside } from '../../agent/app/review/review-process.ts';
import { packageRoot } from '../../agent/config/package-root.ts';
import { WHOLE } from '../../agent/core/vision/view.ts';

const [folder, rounds = '5'] = process.argv.slice(2);
if (folder === undefined) throw new Error('name the folder of a package');
const built = (path: string) => import(join(packageRoot(), 'dist', path));
const { reviewAside } = (await built('app/review/review-process.js')) as {
  reviewAside: typeof ReviewAside;
};
const { sheetAside } = (await built('adapters/pictures/sheet-process.js')) as {
  sheetAside: typeof SheetAside;
};
const manifest: ReadManifest = JSON.parse(readFileSync(join(folder, 'data/manifest.json'), 'utf8'));
const photos = manifest.media
  .filter(({ mime, source }) => mime === 'image/jpeg' && source !== undefined)
  .map(({ id, file, part, source, captureUtc, sha256 }) => ({
    ...{ id, captureUtc, sha256, part: part ?? WHOLE.source, searched: id !== 'plate' },
    jpeg: readFileSync(join(folder, file)),
    atMs: source?.mediaMs ?? 0,
  }));

const review = () =>
  reviewAside({ model: join(packageRoot(), 'models/street'), photos }).then(({ copies }) => copies);
const sheet = () =>
  sheetAside({
    ...{ violation: manifest.violation, stage: manifest.stage, camera: 'a-camera' },
    ...{ evidenceId: manifest.evidenceId, timezone: 'Asia/Shanghai', evidenceUse: 'clue' },
    ...{ unmet: 0, facts: { dwellMs: 300_000 } },
    pictures: photos.map(({ id, jpeg, captureUtc, sha256 }) => ({
      ...{ jpeg, sha256, title: { zh: id, en: id }, captureUtcMs: captureUtc.utcMs },
      ...{ utcMaxErrorMs: captureUtc.maxErrorMs, method: captureUtc.method },
    })),
  });

/** CPU of the children that have ended, milliseconds; Linux only. */
function childrenMs(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

async function measure(name: string, work: () => Promise<unknown>): Promise<void> {
  const all: { cpu: number; wall: number }[] = [];
  for (let round = 0; round < Number(rounds); round += 1) {
    const [cpu, wall] = [childrenMs(), performance.now()];
    await work();
    // a process that has answered ends a moment later
    await new Promise((resolve) => setTimeout(resolve, 200));
    all.push({ cpu: childrenMs() - cpu, wall: performance.now() - wall - 200 });
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
  const [cpu, wall] = [median(all.map((one) => one.cpu)), median(all.map((one) => one.wall))];
  console.log(`${name}: ${cpu} ms of CPU, ${Math.round(wall)} ms (median of ${rounds})`);
}

console.log(`${photos.length} photographs of ${manifest.violation}`);
await measure('review copies', review);
await measure('sheet and strips', sheet);
