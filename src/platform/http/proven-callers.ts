const mostKept = 10_000;

/**
 * Which `Authorization` headers were good when they were last answered. Only these tell callers behind one address
 * apart: a header that nobody checked is the caller's to choose, and a new one each time would be a new caller.
 */
export class ProvenCallers {
  readonly #names = new Map<string, string>();

  /** Null for a header that was not answered yet, or refused since. */
  nameOf(header: string | undefined): string | null {
    return header === undefined ? null : (this.#names.get(header) ?? null);
  }

  prove(header: string, name: string): void {
    if (this.#names.size >= mostKept && !this.#names.has(header)) this.#names.clear();
    this.#names.set(header, name);
  }

  refute(header: string): void {
    this.#names.delete(header);
  }
}
