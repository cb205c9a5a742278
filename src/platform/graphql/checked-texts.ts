import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { checkLiterals } from './check-literals.js';
import { checkOperationText, type OperationLimits } from './operation-limits.js';

/** In characters of all texts together. */
const mostKept = 4_000_000;

/** Texts of operations that passed every check which needs no schema: the same text is read and measured once. */
export class CheckedTexts {
  readonly #known = new LRUCache<string, DocumentNode>({
    maxSize: mostKept,
    sizeCalculation: (_document, text) => text.length + 100,
  });

  constructor(private readonly limits: OperationLimits) {}

  /** A text that passed before. */
  known(text: string): DocumentNode | undefined {
    return this.#known.get(text);
  }

  /** Null for a text that does not parse. Errors: OPERATION_TOO_COMPLEX, BAD_REQUEST. */
  check(text: string): DocumentNode | null {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const document = checkOperationText(text, this.limits);
    if (document === null) return null;
    checkLiterals(document);
    this.#known.set(text, document);
    return document;
  }
}
