import type { Sql } from '../../../platform/db/sql.js';
import type { Template, TemplateRow, TemplateUse, TemplateVersion } from './template.js';

const columns = `t.code, t.name, t.pilot_field as "pilotField", t.division_code as "divisionCode",
  (select max(v.version) from catalogue_template_version v where v.template_code = t.code) as version`;

/** All that were issued, by field and code; of one pilot field where it is given. */
export async function listTemplates(db: Sql, pilotField: string | null = null): Promise<Template[]> {
  return db.sql<Template>(
    `select ${columns} from catalogue_template t where $1::text is null or t.pilot_field = $1 order by t.pilot_field, t.code`,
    [pilotField],
  );
}

export async function findTemplate(db: Sql, code: string): Promise<Template | null> {
  const [template] = await db.sql<Template>(`select ${columns} from catalogue_template t where t.code = $1`, [code]);
  return template ?? null;
}

/** Newest first. */
export async function listTemplateVersions(db: Sql, templateCode: string): Promise<TemplateVersion[]> {
  return db.sql<TemplateVersion>(
    `select v.version, v.note, v.account_id::text as "accountId", v.at,
       (select count(*)::int from catalogue_template_row r where r.template_code = v.template_code and r.version = v.version) as rows
     from catalogue_template_version v where v.template_code = $1 order by v.version desc`,
    [templateCode],
  );
}

/** In the order of the template; empty for a version that was never issued. */
export async function readTemplateRows(
  db: Sql,
  { code, version }: { readonly code: string; readonly version: number },
): Promise<TemplateRow[]> {
  return db.sql<TemplateRow>(
    `select r.key, r.item_code as "itemCode", r.parent_code as "parentCode", r.identifier, r.columns
     from catalogue_template_row r where r.template_code = $1 and r.version = $2 order by r.position`,
    [code, version],
  );
}

/** What a division took over, newest version of each row first; not what was withdrawn with the item it was to be. */
export async function readTemplateUses(
  db: Sql,
  { code, divisionCode }: { readonly code: string; readonly divisionCode: string },
): Promise<TemplateUse[]> {
  return db.sql<TemplateUse>(
    `select u.key, u.version, u.item_code as "itemCode", u.edition_id::text as "editionId",
       u.edition_id is not null and e.state <> 'PUBLISHED' as pending
     from catalogue_template_use u left join catalogue_edition e on e.id = u.edition_id
     where u.division_code = $1 and u.template_code = $2
       and (exists (select 1 from catalogue_item i where i.code = u.item_code)
         or exists (select 1 from catalogue_edition_item p where p.code = u.item_code))
     order by u.key, u.version desc`,
    [divisionCode, code],
  );
}
