import process from 'node:process';
import { Presets, SingleBar } from 'cli-progress';

export interface FilmProgress extends Disposable {
  readonly show: (done: number, of: number) => void;
  /** ' (300 pictures, 12.1 a second)', once it is through. */
  summary(): string;
}

/** A bar on stderr with pictures a second and the time left; none where stderr is no terminal. */
export function filmProgress(title: string): FilmProgress {
  const format = `${title} {bar} {value}/{total} pictures | {rate} a second | {eta_formatted} left`;
  const bar = process.stderr.isTTY
    ? new SingleBar({ format, stream: process.stderr }, Presets.shades_classic)
    : undefined;
  const startMs = performance.now();
  let pictures = 0;
  const rate = () => (pictures / Math.max(0.001, (performance.now() - startMs) / 1000)).toFixed(1);
  return {
    show: (done, of) => {
      if (pictures === 0) bar?.start(of, 0, { rate: '-' });
      pictures = done;
      bar?.update(done, { rate: rate() });
    },
    summary: () => ` (${pictures} pictures, ${rate()} a second)`,
    [Symbol.dispose]: () => bar?.stop(),
  };
}
