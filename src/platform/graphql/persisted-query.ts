import { createHash } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../errors/app-error.js';

const asked = z.object({ persistedQuery: z.unknown() });
const persistedQuery = z.object({ version: z.literal(1), sha256Hash: z.string().regex(/^[0-9a-f]{64}$/) });

/**
 * Checks what a client says of a persisted query before it is looked up or kept.
 * Errors: BAD_REQUEST for anything but version 1 with a hash, and for a hash that is not the query's.
 */
export function checkPersistedQuery(query: unknown, extensions: unknown): void {
  const claim = asked.safeParse(extensions).data?.persistedQuery;
  if (claim === undefined || claim === null) return;
  const parsed = persistedQuery.safeParse(claim);
  if (!parsed.success) {
    throw new AppError('BAD_REQUEST', 'A persistedQuery is { version: 1, sha256Hash } with 64 lower-case digits.');
  }
  if (typeof query !== 'string') return;
  if (createHash('sha256').update(query).digest('hex') !== parsed.data.sha256Hash) {
    throw new AppError('BAD_REQUEST', 'The sha256Hash of the persistedQuery is not that of the query.');
  }
}
