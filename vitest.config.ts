import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { SkippedReporter } from './test/helpers/skipped-reporter.ts';

/** Two files at a time at least: much of a test's time is spent waiting for ffmpeg, brokers and cameras. */
const workers = Math.max(2, availableParallelism() - 1);

export default defineConfig({
  test: {
    reporters: ['default', new SkippedReporter()],
    // one project after another; the last one has the box for itself, as agents do
    projects: [
      {
        test: {
          name: 'core',
          include: ['test/core/**/*.test.ts', 'test/config/**/*.test.ts'],
          // nothing in it keeps a state
          isolate: false,
          sequence: { groupOrder: 1 },
          maxWorkers: workers,
          // pictures are looked at, too: seconds on a busy box
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'street',
          include: ['test/street/**/*.test.ts'],
          sequence: { groupOrder: 2 },
          maxWorkers: workers,
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'adapters',
          include: ['test/adapters/**/*.test.ts', 'test/app/**/*.test.ts'],
          sequence: { groupOrder: 3 },
          maxWorkers: workers,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          sequence: { groupOrder: 4 },
          maxWorkers: 1,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
