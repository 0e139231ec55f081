import { openStage, type Stage } from './browser.ts';

/** One browser for many films, started when the first of them needs it. */
export interface SharedStage extends AsyncDisposable {
  readonly get: () => Promise<Stage>;
}

export function openShared(open: () => Promise<Stage> = openStage): SharedStage {
  let stage: Promise<Stage> | undefined;
  return {
    get: () => {
      stage ??= open();
      return stage;
    },
    [Symbol.asyncDispose]: async () => {
      await (await stage)?.[Symbol.asyncDispose]();
    },
  };
}
