import type { ReleaseWrite } from '../../ledger/append-release.js';
import type { Heir } from './check-merger.js';

/** Writes who carries on what a body did, from the release on, to count from a day (YYYY-MM-DD) on. */
export function successionRows(
  predecessorId: string,
  { heirs, effectiveOn }: { readonly heirs: readonly Heir[]; readonly effectiveOn: string },
): ReleaseWrite {
  return {
    text: `insert into body_succession (predecessor_id, successor_id, from_sequence, functions, effective_on)
           select $1::uuid, s.id, head.sequence, s.functions, $2::date
           from head, jsonb_to_recordset($3::jsonb) as s(id uuid, functions text[])`,
    params: [
      predecessorId,
      effectiveOn,
      JSON.stringify(heirs.map((heir) => ({ id: heir.bodyId, functions: heir.functions ?? null }))),
    ],
  };
}
