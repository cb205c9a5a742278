import type { Sql } from '../../../platform/db/sql.js';
import type { Exemption } from './exemption.js';

interface ExemptionRow extends Omit<Exemption, 'at' | 'endedAt'> {
  at: string;
  endedAt: string | null;
}

/** The columns of `catalogue_exemption` as they are handed out. */
export const exemptionColumns = `id::text as id, division_code as "divisionCode", function, reason, document,
  exempted_by::text as "exemptedBy", at::text as at, ended_at::text as "endedAt"`;

/** Exemptions of these divisions, ended ones too, oldest first. */
export async function listExemptions(db: Sql, divisionCodes: readonly string[]): Promise<Exemption[]> {
  const rows = await db.sql<ExemptionRow>(
    `select ${exemptionColumns} from catalogue_exemption where division_code = any($1::text[]) order by catalogue_exemption.at, catalogue_exemption.id`,
    [divisionCodes],
  );
  return rows.map((row) => ({
    ...row,
    at: new Date(row.at),
    endedAt: row.endedAt === null ? null : new Date(row.endedAt),
  }));
}
