import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore } from '../../agent/adapters/store/store.ts';
import { SavedScene } from '../../agent/app/saved-scene.ts';
import { loadConfig } from '../../agent/config/load.ts';
import { healthPicture } from '../../agent/core/health/health-picture.ts';
import { acceptAs, beginViews, stepViews, type Views } from '../../agent/core/scene/views.ts';
import type { Frame } from '../../agent/ports/frame-source.ts';
import { bench, read } from './source-bench.ts';

/** A view and the seconds of a film in which it is shown. */
export interface Shown {
  readonly view: string;
  readonly fromS: number;
  readonly toS: number;
}

/** Leaves in the agent's database what its first camera would have learnt of its views, each accepted once. */
export async function knowViews(
  config: string,
  film: string,
  shown: readonly Shown[],
): Promise<void> {
  const loaded = await loadConfig(config, {});
  const [camera] = loaded.ok ? loaded.value.cameras : [];
  if (!loaded.ok || camera === undefined) throw new Error(`no camera in ${config}`);
  const options = { kind: 'file', path: film, pace: 'fast', fps: 3 };
  const { source } = await bench(options, { input: { width: 544, height: 320 } });
  const frames = (await read(source, () => false)).map(([frame]) => frame);
  let views = beginViews(camera.presets);
  for (const { view, fromS, toS } of shown) {
    const own = frames.filter(
      ({ mediaMs }) => mediaMs >= fromS * 1000 && mediaMs < toS * 1000 - 500,
    );
    views = learnt(acceptAs(views, view), own);
  }
  const { dataDir } = loaded.value.node;
  await mkdir(dataDir, { recursive: true });
  await using store = await openStore(join(dataDir, 'streetwarden.db'));
  await store.commit([], new SavedScene(camera).due(views, 0));
}

function learnt(before: Views, frames: readonly Frame[]): Views {
  return frames.reduce((views, frame) => {
    const picture = healthPicture(frame.pixels, frame);
    return stepViews(views, picture, frame.mediaMs, { learn: true }).views;
  }, before);
}
