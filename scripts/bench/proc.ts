import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time for user space in hundredths of a second, whatever the kernel's own tick. */
const TICK_MS = 10;

export interface ProcessCpu {
  readonly pid: number;
  readonly parent: number;
  readonly userMs: number;
  readonly systemMs: number;
  /** Of children that are gone and were waited for. */
  readonly reapedMs: number;
}

/** CPU time of a process so far; undefined when it is gone. */
export function cpuOf(pid: number): ProcessCpu | undefined {
  const text = readIfThere(`/proc/${pid}/stat`);
  if (text === undefined) return undefined;
  // the name may hold spaces and brackets: count from behind it
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const ms = (field: number) => Number(fields[field - 3]) * TICK_MS; // numbered as in proc(5)
  return {
    pid,
    parent: Number(fields[1]),
    userMs: ms(14),
    systemMs: ms(15),
    reapedMs: ms(16) + ms(17),
  };
}

/** The process and all below it that are alive. */
export function tree(root: number): readonly ProcessCpu[] {
  const all = readdirSync('/proc').flatMap((name) =>
    /^\d+$/.test(name) ? (cpuOf(Number(name)) ?? []) : [],
  );
  const found = all.filter(({ pid }) => pid === root);
  for (const one of found) found.push(...all.filter(({ parent }) => parent === one.pid));
  return found;
}

/** CPU time of the whole tree so far, with children that are gone. Grows only. */
export function treeCpuMs(processes: readonly ProcessCpu[]): number {
  return processes.reduce((sum, one) => sum + one.userMs + one.systemMs + one.reapedMs, 0);
}

/** What all processors together have worked since the start of the machine, milliseconds. */
export function machineBusyMs(): number {
  const [first = ''] = (readIfThere('/proc/stat') ?? '').split('\n');
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = first
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return (user + nice + system + irq + softirq) * TICK_MS;
}

export interface ThreadCpu {
  readonly id: number;
  readonly ms: number;
}

export function threadsOf(pid: number): readonly ThreadCpu[] {
  return namesIn(`/proc/${pid}/task`).flatMap((name) => {
    const cpu = cpuOf(Number(name));
    const own = readIfThere(`/proc/${pid}/task/${name}/stat`);
    if (cpu === undefined || own === undefined) return [];
    const fields = own.slice(own.lastIndexOf(')') + 2).split(' ');
    return [{ id: Number(name), ms: (Number(fields[11]) + Number(fields[12])) * TICK_MS }];
  });
}

export interface Memory {
  readonly rss: number;
  /** Without mapped files and shared memory. */
  readonly anonymous: number;
  /** The largest `rss` so far. */
  readonly peak: number;
}

/** Bytes; undefined when the process is gone. */
export function memoryOf(pid: number): Memory | undefined {
  const text = readIfThere(`/proc/${pid}/status`);
  if (text === undefined) return undefined;
  const bytes = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
  return { rss: bytes('VmRSS'), anonymous: bytes('RssAnon'), peak: bytes('VmHWM') };
}

/** Bytes that a process and its waited-for children had written to disks. */
export function writtenBy(pid: number): number {
  const text = readIfThere(`/proc/${pid}/io`) ?? '';
  return Number(/^write_bytes: (\d+)$/m.exec(text)?.[1] ?? 0);
}

export function openFiles(pid: number): number {
  return namesIn(`/proc/${pid}/fd`).length;
}

export function commandLine(pid: number): readonly string[] {
  return (readIfThere(`/proc/${pid}/cmdline`) ?? '').split('\0').slice(0, -1);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // it ended meanwhile
  }
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined; // it ended meanwhile
  }
}
