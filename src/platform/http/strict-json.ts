import { AppError } from '../errors/app-error.js';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

function badRequest(message: string): AppError {
  return new AppError('BAD_REQUEST', message);
}

/**
 * JSON from bytes, refusing what would be altered or break on its way to the database:
 * malformed UTF-8, lone surrogates, U+0000, and keys that reach into prototypes.
 * Errors: BAD_REQUEST.
 */
export function parseStrictJson(bytes: Uint8Array): unknown {
  return parseStrictText(decode(bytes));
}

/** The same from text that is well-formed Unicode already, such as a decoded part of a URL. Errors: BAD_REQUEST. */
export function parseStrictText(text: string): unknown {
  const value = parse(text);
  checkText(value);
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw badRequest('The request is not well-formed UTF-8.');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('The request is not well-formed JSON.');
  }
}

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/** Walks without recursion: a body may be nested as deep as its size allows. */
function checkText(root: unknown): void {
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === 'string') checkString(value);
    else if (Array.isArray(value)) {
      // One by one: as arguments of one call, some hundred thousand would not fit the stack.
      for (const member of value) pending.push(member);
    } else if (value !== null && typeof value === 'object') {
      for (const [key, member] of Object.entries(value)) {
        checkString(key);
        if (forbiddenKeys.has(key)) throw badRequest(`A member may not be called ${key}.`);
        pending.push(member);
      }
    }
  }
}

/** Errors: BAD_REQUEST for a lone surrogate or U+0000, which no store keeps unchanged. */
export function checkString(text: string): void {
  if (!text.isWellFormed()) throw badRequest('The request holds a lone surrogate.');
  if (text.includes('\u0000')) throw badRequest('The request holds U+0000.');
}
