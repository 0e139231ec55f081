import { openPhotoDetector } from '../../adapters/onnx/photo-detector.ts';
import { openPlateEngine } from '../../adapters/plate/plate-engine.ts';
import { answerAside } from '../../lib/aside.ts';
import { AgentError } from '../../ports/errors.ts';
import { type ReviewPhoto, reviewCopies } from './review-copies.ts';
import { type FromReviewChild, type ReviewQuestion, THRESHOLDS } from './review-process.ts';

/** The review copies of one package, then the end: see review-process.ts. */
answerAside(async ({ model, photos }: ReviewQuestion): Promise<FromReviewChild> => {
  try {
    return await made(model, photos);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const code = error instanceof AgentError ? error.code : 'evidence/incomplete';
    return { type: 'failed', code, message };
  }
});

async function made(model: string, photos: readonly ReviewPhoto[]): Promise<FromReviewChild> {
  const [detector, plates] = await Promise.all([
    openPhotoDetector(model, THRESHOLDS),
    openPlateEngine(1),
  ]);
  const copies = await reviewCopies(photos, { detector, plates });
  return { type: 'copies', copies, model: detector.info };
}
