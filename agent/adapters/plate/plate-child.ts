import { AgentError } from '../../ports/errors.ts';
import type { Answer, Failure, Question, Setup } from './messages.ts';
import { openPlateEngine } from './plate-engine.ts';

/** The process of the plate reader: see plate-reader.ts. */
async function main({ threads }: Setup): Promise<void> {
  const engine = await openPlateEngine(threads);
  const answer = async ({ id, of, picture }: Question): Promise<void> => {
    try {
      if (of === 'clock') say({ type: 'clock', id, sight: await engine.readClock(picture) });
      else say({ type: 'read', id, sights: await engine.readVehicle(picture) });
    } catch (error) {
      say({ type: 'failed', id, failure: failure(error) });
    }
  };
  // one after the other: two runs at once would only share the processor
  let last = Promise.resolve();
  process.on('message', (question: Question) => {
    last = last.then(() => answer(question));
  });
  say({ type: 'ready' });
}

function say(answer: Answer, done: () => void = () => {}): void {
  process.send?.(answer, undefined, undefined, done);
}

function failure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return { code: error instanceof AgentError ? error.code : 'model/failed', message };
}

// nobody asks any more, or the agent is gone
process.once('disconnect', () => process.exit());
main(JSON.parse(process.argv[2] ?? '{}') as Setup).catch((error: unknown) =>
  say({ type: 'failed', failure: failure(error) }, () => process.exit(1)),
);
