import { commandLine } from '../../agent/app/command-line.ts';

export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process and gives what it wrote; one at a time. */
export async function command(...args: readonly string[]): Promise<Said> {
  using stdout = caught(process.stdout);
  using stderr = caught(process.stderr);
  const code = await commandLine(['node', 'streetwarden', ...args]);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** What goes to a stream until the end of the block, in place of it. */
function caught(stream: NodeJS.WriteStream): Disposable & { text(): string } {
  const write = stream.write;
  const parts: string[] = [];
  stream.write = (part: string | Uint8Array) => parts.push(String(part)) > 0;
  return {
    text: () => parts.join(''),
    [Symbol.dispose]: () => {
      stream.write = write;
    },
  };
}
