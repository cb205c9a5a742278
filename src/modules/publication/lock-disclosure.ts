import type { Tx } from '../../platform/db/tx.js';
import { notFound } from '../../platform/errors/app-error.js';
import { isUuid } from '../../platform/ids/is-uuid.js';
import type { DisclosureKind } from '../content/kinds/kind.js';

export interface LockedDisclosure {
  readonly id: string;
  readonly kind: DisclosureKind;
  readonly indexNo: string;
  readonly divisionCode: string;
  readonly bodyId: string;
  readonly latestVersion: number;
  readonly firstPublishedAt: Date;
  readonly withdrawn: boolean;
  /** For whom it is; null = everybody. */
  readonly audienceIds: readonly string[] | null;
}

interface DisclosureRow {
  id: string;
  kind: DisclosureKind;
  index_no: string;
  division_code: string;
  body_id: string;
  latest_version: number;
  first_published_at: string;
  withdrawn: boolean;
  audience_ids: string[] | null;
}

/** The disclosure, held against every other corrector, withdrawer and linker until the transaction ends. Errors: NOT_FOUND. */
export async function lockDisclosure(tx: Tx, id: string): Promise<LockedDisclosure> {
  if (!isUuid(id)) throw notFound();
  const [row] = await tx.sql<DisclosureRow>(
    `select id, kind, index_no, division_code, body_id, latest_version, first_published_at,
       withdrawn_at is not null as withdrawn, audience_ids
     from disclosure where id = $1 for update`,
    [id],
  );
  if (row === undefined) throw notFound();
  return {
    id: row.id,
    kind: row.kind,
    indexNo: row.index_no,
    divisionCode: row.division_code,
    bodyId: row.body_id,
    latestVersion: row.latest_version,
    firstPublishedAt: new Date(row.first_published_at),
    withdrawn: row.withdrawn,
    audienceIds: row.audience_ids,
  };
}
