import type { FrameSource } from '../../ports/frame-source.ts';
import { fileSource } from './file-source.ts';
import { httpSource, rtmpSource, rtspSource } from './live-source.ts';
import type { SourceOptions } from './options.ts';
import type { SourceDeps } from './source-deps.ts';

type Opener<K extends SourceOptions['kind']> = (
  options: Extract<SourceOptions, { kind: K }>,
  deps: SourceDeps,
) => FrameSource;

/** Every kind of source in the options has a line here; a missing one does not compile. */
const OPENERS: { readonly [K in SourceOptions['kind']]: Opener<K> } = {
  rtsp: rtspSource,
  rtmp: rtmpSource,
  http: httpSource,
  file: fileSource,
};

/** Opens a camera or a recording. Nothing starts before `frames()` is read. */
export function openSource<K extends SourceOptions['kind']>(
  options: Extract<SourceOptions, { kind: K }>,
  deps: SourceDeps,
): FrameSource {
  return (OPENERS[options.kind] as Opener<K>)(options, deps);
}
