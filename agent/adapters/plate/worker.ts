import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { AgentError } from '../../ports/errors.ts';
import type { Answer, Failure, Question, Setup } from './messages.ts';
import { openPlateEngine } from './plate-engine.ts';

/** The thread of the plate reader: a run blocks it for milliseconds, so nothing else lives here. */
async function main(port: MessagePort, { threads }: Setup): Promise<void> {
  const engine = await openPlateEngine(threads);
  const say = (answer: Answer) => port.postMessage(answer);
  const answer = async (question: Question): Promise<void> => {
    if (question.type === 'close') {
      await engine.release();
      port.close();
      return;
    }
    const { id, picture } = question;
    try {
      say({ type: 'read', id, sights: await engine.readVehicle(picture) });
    } catch (error) {
      say({ type: 'failed', id, failure: failure(error) });
    }
  };
  // one after the other: two runs at once would only share the processor
  let last = Promise.resolve();
  port.on('message', (question: Question) => {
    last = last.then(() => answer(question));
  });
  say({ type: 'ready' });
}

function failure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  return { code: error instanceof AgentError ? error.code : 'model/failed', message };
}

if (parentPort !== null) {
  const port = parentPort;
  main(port, workerData as Setup).catch((error: unknown) => {
    port.postMessage({ type: 'failed', failure: failure(error) } satisfies Answer);
    port.close();
  });
}
