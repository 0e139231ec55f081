import { Mp4Parser } from './mp4-parser.ts';
import type { RecordingConnection, RecordingSink } from './recording.ts';

/** Reads a stream copy for its times only and keeps nothing: for streams that nobody records. */
export function copyTimes(connection: Pick<RecordingConnection, 'onFragment'>): RecordingSink {
  let broken = false;
  const parser = new Mp4Parser({
    onInit: () => {},
    onSample: ({ pts, keyframe, prftUtcMs }, { timescale }) =>
      connection.onFragment({
        ptsMs: (pts * 1000) / timescale,
        keyframe,
        ...(prftUtcMs === undefined ? {} : { prftUtcMs }),
      }),
  });
  return {
    write: (chunk) => {
      if (broken) return;
      try {
        parser.push(chunk);
      } catch {
        broken = true; // without these times the arrival counts, and says so
      }
    },
    end: () => {},
  };
}
