/** What the program says to its caller when it ends. */
export const EXIT = {
  ok: 0,
  /** The thing that was looked at has faults: a configuration, a package, a model, the box. */
  faults: 1,
  /** The command line itself was wrong. */
  usage: 2,
  /** Something needed was not there or failed while running. */
  failed: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
