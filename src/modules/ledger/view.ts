import type { Params } from '../../platform/db/params.js';
import type { Sequence } from './sequence.js';

/** What a reader looks from: the sequence, and the audiences to which the reader belongs. Audience ids are opaque here. */
export interface View {
  readonly at: Sequence;
  /** None = only what is for everybody. `ALL` is for the store's own work, never for a reader. */
  readonly audienceIds?: readonly string[] | 'ALL';
}

/**
 * SQL for rows whose `audience_ids` let the reader of the view see them; `row` is an alias. What a reader may not see
 * is left out by the statement itself, so that it costs and counts as much as what does not exist.
 */
export function forAudience(row: string, { audienceIds = [] }: View, params: Params): string {
  if (audienceIds === 'ALL') return 'true';
  if (audienceIds.length === 0) return `${row}.audience_ids is null`;
  return `(${row}.audience_ids is null or ${row}.audience_ids && ${params.add(audienceIds)}::text[])`;
}
