import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node';

/** Names, in the last lines of a run, what was skipped because a tool or a file is not here. */
export class SkippedReporter implements Reporter {
  #filtered = false;

  onInit({ config }: Vitest): void {
    this.#filtered = config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) => [...module.children.allTests()].filter(isLeftOut));
    if (skipped.length === 0 || this.#filtered) return;
    const counts = new Map<string, number>();
    for (const test of skipped) {
      const name = `${test.module.relativeModuleId}: ${reasonOf(test)}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const some = (n: number) => `${n} test${n === 1 ? '' : 's'}`;
    const lines = [...counts].map(([name, count]) => `  ${name} (${some(count)})`);
    process.stdout.write(
      `\n${some(skipped.length)} skipped, as something they need is not here:\n${lines.join('\n')}\n`,
    );
  }
}

/** Skipped by its own condition, not at run time. */
function isLeftOut(test: TestCase): boolean {
  return test.options.mode === 'skip';
}

/** The outermost group that is skipped, else the test: its name says what it needs. */
function reasonOf(test: TestCase): string {
  let name = test.name;
  for (let at = test.parent; at.type === 'suite'; at = at.parent)
    if (at.options.mode === 'skip') name = at.name;
  return name;
}
