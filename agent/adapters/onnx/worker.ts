import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { AgentError } from '../../ports/errors.ts';
import { remoteSession } from './kserve-session.ts';
import type { Answer, Failure, FrameItem, Item, Question, Setup } from './messages.ts';
import { checkNumbers, summarise } from './outputs.ts';
import { detectionsReader, type ReadOutputs, readingsReader } from './read-outputs.ts';
import { openSession, type Session } from './session.ts';
import { greyPicture, testPattern } from './test-pictures.ts';

/** The thread of one model: a run blocks it for milliseconds, so nothing else lives here. */
async function main(port: MessagePort, setup: Setup): Promise<void> {
  const { manifest } = setup;
  const { remote } = setup;
  const session = remote === undefined ? await openSession(setup) : remoteSession(setup, remote);
  const runMs = await tryOut(session, setup).catch((error: unknown) => {
    // a server may come up later than the agent
    if (remote !== undefined && isAway(error)) return undefined;
    throw error;
  });
  if (manifest.task === 'detect')
    serve(port, setup, session, detectionsReader(manifest, setup.thresholds));
  else serve(port, setup, session, readingsReader(manifest));
  port.postMessage({ type: 'ready', ...(runMs !== undefined && { runMs }) });
}

function isAway(error: unknown): boolean {
  return error instanceof AgentError && error.code === 'model/unreachable';
}

/** A quick model is run until this long has passed, so that a hiccup is not taken for its time. */
const TRIED_MS = 20;

/** The shortest run on a picture of nothing, milliseconds; the first sets up buffers and is not counted. */
async function tryOut(session: Session, { manifest }: Setup): Promise<number> {
  const items = [greyPicture(manifest.input)];
  await session.run(items);
  const began = performance.now();
  let shortest = Number.POSITIVE_INFINITY;
  do {
    const started = performance.now();
    const outputs = await session.run(items);
    shortest = Math.min(shortest, performance.now() - started);
    checkNumbers(outputs);
  } while (performance.now() - began < TRIED_MS);
  return shortest;
}

function serve<A>(
  port: MessagePort,
  { manifest }: Setup,
  session: Session,
  read: ReadOutputs<FrameItem, A>,
): void {
  const answer = async (question: Question<FrameItem>): Promise<Answer<A> | undefined> => {
    const started = performance.now();
    if (question.type === 'close') return void (await session.release().then(() => port.close()));
    const items: readonly Item[] =
      question.type === 'run' ? question.items : [question.item ?? testPattern(manifest.input)];
    const outputs = await session.run(items);
    if (question.type === 'probe')
      return { type: 'probed', outputs: summarise(outputs), runMs: performance.now() - started };
    checkNumbers(outputs);
    const answers = question.items.map((item, index) => read(outputs, index, item));
    return { type: 'done', answers, runMs: performance.now() - started };
  };
  port.on('message', (question: Question<FrameItem>) => {
    answer(question).then(
      (reply) => reply !== undefined && port.postMessage(reply),
      (error: unknown) => port.postMessage({ type: 'failed', failure: failure(error) }),
    );
  });
}

function failure(error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof AgentError)) return { code: 'model/failed', message, facts: {} };
  return { code: error.code, message, facts: error.facts };
}

if (parentPort !== null) {
  const port = parentPort;
  main(port, workerData as Setup).catch((error: unknown) => {
    port.postMessage({ type: 'failed', failure: failure(error) });
    port.close();
  });
}
