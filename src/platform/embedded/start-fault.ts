/** A reason not to start that the operator can act on: its message is one sentence, shown without a stack. */
export class StartFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartFault';
  }
}

/** The data folder belongs to another running process. */
export class FolderInUse extends StartFault {
  constructor(message: string) {
    super(message);
    this.name = 'FolderInUse';
  }
}

/** The `code` of a system error such as ENOENT, or undefined. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
