import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { AgentError } from '../../ports/errors.ts';
import type { Answer, Failure, FrameItem, Item, Question, Setup } from './messages.ts';
import { detectionsReader, type ReadOutputs, readingsReader } from './read-outputs.ts';
import { openSession, type Session, summarise, testPattern } from './session.ts';

/** The thread of one model: a run blocks it for milliseconds, so nothing else lives here. */
async function main(port: MessagePort, setup: Setup): Promise<void> {
  const { manifest } = setup;
  const session = await openSession(setup);
  if (manifest.task === 'detect')
    serve(port, setup, session, detectionsReader(manifest, setup.thresholds));
  else serve(port, setup, session, readingsReader(manifest));
}

function serve<A>(
  port: MessagePort,
  { manifest }: Setup,
  session: Session,
  read: ReadOutputs<FrameItem, A>,
): void {
  const { width, height } = manifest.input;
  const answer = async (question: Question<FrameItem>): Promise<Answer<A> | undefined> => {
    const started = performance.now();
    if (question.type === 'close') return void (await session.release().then(() => port.close()));
    const items: readonly Item[] =
      question.type === 'run' ? question.items : [testPattern(width, height)];
    const outputs = await session.run(items);
    if (question.type === 'probe')
      return { type: 'probed', outputs: summarise(outputs), runMs: performance.now() - started };
    const answers = question.items.map((item, index) => read(outputs, index, item));
    return { type: 'done', answers, runMs: performance.now() - started };
  };
  port.on('message', (question: Question<FrameItem>) => {
    answer(question).then(
      (reply) => reply !== undefined && port.postMessage(reply),
      (error: unknown) => port.postMessage({ type: 'failed', failure: failure(error) }),
    );
  });
  port.postMessage({ type: 'ready' });
}

function failure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof AgentError)) return { code: 'model/failed', message, facts: {} };
  const known = error.code === 'model/invalid' || error.code === 'model/wrong-shape';
  return { code: known ? error.code : 'model/failed', message, facts: error.facts };
}

if (parentPort !== null) {
  const port = parentPort;
  main(port, workerData as Setup).catch((error: unknown) => {
    port.postMessage({ type: 'failed', failure: failure(error) });
    port.close();
  });
}
