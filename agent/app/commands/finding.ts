/** One thing that the doctor tried. */
export interface Finding {
  readonly what: string;
  readonly ok: boolean;
  readonly message: string;
}

export type Check = () => Promise<readonly Finding[]>;

export function fault(what: string, error: unknown): Finding {
  return { what, ok: false, message: error instanceof Error ? error.message : String(error) };
}
