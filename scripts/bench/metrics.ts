/** One reading of /metrics. */
export class Metrics {
  readonly #lines: readonly string[];

  constructor(text: string) {
    this.#lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  }

  /** Sum of all series of a metric that carry these labels; `name` without the prefix. */
  sum(name: string, labels: Readonly<Record<string, string>> = {}): number {
    const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
    const full = name.startsWith('nodejs_') ? name : `streetwarden_${name}`;
    return this.#lines
      .filter((line) => line.startsWith(`${full}{`) || line.startsWith(`${full} `))
      .filter((line) => wanted.every((label) => line.includes(label)))
      .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
  }
}
