import { defineConfig } from 'vitest/config';
import { SkippedReporter } from './test/helpers/skipped-reporter.ts';

export default defineConfig({
  test: {
    reporters: ['default', new SkippedReporter()],
    projects: [
      {
        test: {
          name: 'core',
          include: ['test/core/**/*.test.ts', 'test/config/**/*.test.ts'],
          // pictures are looked at, too: seconds on a busy box
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'adapters',
          include: ['test/adapters/**/*.test.ts', 'test/app/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'street',
          include: ['test/street/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
