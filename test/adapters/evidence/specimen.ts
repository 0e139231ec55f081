import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { verifyPackage } from '../../../agent/adapters/evidence/verify-package.ts';
import { Bench } from './fixture.ts';

/** A genuine package (the second of its log), and copies of it that may be spoiled. */
export class Specimen implements AsyncDisposable {
  readonly bench: Bench;
  readonly genuine: string;
  #copies = 0;

  private constructor(bench: Bench, genuine: string) {
    this.bench = bench;
    this.genuine = genuine;
  }

  static async open(keys?: { sm2: boolean }): Promise<Specimen> {
    const bench = await Bench.open(undefined, keys);
    const store = await bench.store();
    await store.write(await bench.input('e-0', { media: [] }));
    return new Specimen(bench, (await store.write(await bench.input('e-1'))).directory);
  }

  async copy(): Promise<string> {
    this.#copies += 1;
    const place = join(this.bench.root, `copy-${this.#copies}`);
    await cp(this.genuine, place, { recursive: true });
    return place;
  }

  /** All files, below the package's directory. */
  async names(): Promise<string[]> {
    const found = await readdir(this.genuine, { recursive: true, withFileTypes: true });
    return found
      .filter((item) => item.isFile())
      .map((item) => join(item.parentPath, item.name).slice(this.genuine.length + 1));
  }

  /** `file: message` of all findings, checked with the node's own key. */
  async findings(directory: string): Promise<string[]> {
    const { publicKey } = this.bench.signer;
    const report = await verifyPackage(directory, { publicKey });
    expect(report.ok).toBe(report.findings.length === 0);
    return report.findings.map(({ file, message }) => `${file}: ${message}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.bench[Symbol.asyncDispose]();
  }
}
