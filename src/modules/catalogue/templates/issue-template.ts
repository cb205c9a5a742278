import type { Tx } from '../../../platform/db/tx.js';
import { conflict, forbidden } from '../../../platform/errors/app-error.js';
import type { UserError } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { readHead } from '../../ledger/read-head.js';
import { checkBody, checkItemColumns } from '../add-items.js';
import type { CatalogueItem } from '../catalogue-fact.js';
import { openPlace, type Place } from '../editing/open-item.js';
import { refuseUnder } from '../editing/refuse-under.js';
import { readItems } from '../read-catalogue.js';
import { findTemplate } from './find-template.js';
import { refuseNobodyBelow } from './template-reach.js';
import type { Template, TemplateRow } from './template.js';

export interface IssueTemplate {
  /** The division that issues it; later versions come from the same. */
  readonly divisionCode: string;
  readonly code: string;
  readonly name: string;
  readonly pilotField: string;
  /** What is new in this version. */
  readonly note?: string | null;
  /** The newest version that was seen, 0 for none; left out: not asked. */
  readonly expectedVersion?: number | null;
  readonly rows: readonly TemplateRow[];
}

const longestName = 100;
const mostRows = 500;

/**
 * Issues a template, or its next version (CAT-20); what was issued never changes. Every fault of every row is named,
 * under `rows.{index}`. Errors: those of `openPlace`, FORBIDDEN for the template of another division, CONFLICT; as data
 * those of the columns of a leaf, REQUIRED, INVALID, DUPLICATE, NOT_ALLOWED_HERE for a division with none below.
 */
export async function issueTemplate(tx: Tx, actor: Actor, input: IssueTemplate): Promise<Template> {
  // One version after the other: the same lock for all, as templates are issued once in a while.
  await tx.sql('lock table catalogue_template in share row exclusive mode');
  const place = await openPlace(tx, actor, { divisionCode: input.divisionCode, roles: ['DISCLOSURE_OFFICE'] });
  const before = await findTemplate(tx, input.code);
  if (before !== null && before.divisionCode !== place.division.code) throw forbidden('模板由发布它的机关更新。');
  await refuseNobodyBelow(tx, place);
  const last = before?.version ?? 0;
  if (input.expectedVersion != null && input.expectedVersion !== last) throw conflict(input.expectedVersion, last);
  const faults = [...checkHead(input), ...(await checkRows(tx, place, input.rows))];
  if (faults.length > 0) refuseUnder(place.pack, ...faults);
  const version = last + 1;
  const { code, pilotField } = input;
  const name = input.name.trim();
  await recordAudit(tx, actor, {
    verb: 'issue-template',
    subject: `template:${code}`,
    details: { division: place.division.code, version, rows: input.rows.length },
  });
  await tx.sql(
    `insert into catalogue_template (code, name, pilot_field, division_code) values ($1, $2, $3, $4)
     on conflict (code) do update set name = excluded.name, pilot_field = excluded.pilot_field`,
    [code, name, pilotField, place.division.code],
  );
  await tx.sql(
    `insert into catalogue_template_version (id, template_code, version, note, account_id, at) values ($1, $2, $3, $4, $5, $6)`,
    [tx.ids.uuid(), code, version, input.note ?? null, actor.accountId, tx.clock.now()],
  );
  await insertRows(tx, { code, version, rows: input.rows });
  return { code, name, pilotField, divisionCode: place.division.code, version };
}

async function insertRows(
  tx: Tx,
  { code, version, rows }: { readonly code: string; readonly version: number; readonly rows: readonly TemplateRow[] },
): Promise<void> {
  const lines = rows.map((row, position) => ({ ...row, position, id: tx.ids.uuid() }));
  await tx.sql(
    `insert into catalogue_template_row (id, template_code, version, key, position, item_code, parent_code, identifier, columns)
     select r.id, $2, $3, r.key, r.position, r."itemCode", r."parentCode", r.identifier, r.columns
     from jsonb_to_recordset($1::jsonb) as r(id uuid, key text, position int, "itemCode" text, "parentCode" text,
       identifier text, columns jsonb)`,
    [JSON.stringify(lines), code, version],
  );
}

function checkHead({ code, name, pilotField, rows }: IssueTemplate): UserError[] {
  const faults: UserError[] = [];
  const identifier = /^[A-Z][A-Z0-9_]{1,63}$/;
  const invalid = (field: string, message: string): void =>
    void faults.push({ code: 'INVALID', path: [field], message, rule: 'CAT-20' });
  if (!identifier.test(code)) invalid('code', '模板编码应为大写字母、数字和下划线。');
  if (!identifier.test(pilotField)) invalid('pilotField', '试点领域应为大写字母、数字和下划线。');
  if (name.trim() === '')
    faults.push({ code: 'REQUIRED', path: ['name'], message: '请填写模板名称。', rule: 'CAT-20' });
  if (name.trim().length > longestName) invalid('name', `模板名称不得超过${longestName}字。`);
  if (rows.length === 0)
    faults.push({ code: 'REQUIRED', path: ['rows'], message: '模板至少有一个事项。', rule: 'CAT-20' });
  if (rows.length > mostRows) invalid('rows', `模板不得超过${mostRows}个事项。`);
  return faults;
}

async function checkRows(tx: Tx, place: Place, rows: readonly TemplateRow[]): Promise<UserError[]> {
  const { sequence: at } = await readHead(tx);
  const itemCodes = rows.flatMap((row) => [row.parentCode, row.itemCode ?? row.parentCode]);
  const items = new Map((await readItems(tx, { at, itemCodes })).map((item) => [item.code, item]));
  const faults: UserError[] = [];
  const keys = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const columns = { columns: { note: null, ...row.columns } };
    const found = [
      ...checkKey(row, keys),
      ...checkPlace(row, items),
      ...checkItemColumns(place, { isLeaf: true, ...columns }),
      ...(await checkBody(tx, place, columns)),
    ];
    faults.push(...found.map((fault) => ({ ...fault, path: ['rows', String(index), ...fault.path] })));
    keys.add(row.key);
  }
  return faults;
}

function checkKey({ key, identifier }: TemplateRow, known: ReadonlySet<string>): UserError[] {
  const faults: UserError[] = [];
  if (!/^[A-Za-z][A-Za-z0-9-]{0,39}$/.test(key)) {
    faults.push({
      code: 'INVALID',
      path: ['key'],
      message: '行标识应为英文字母开头的字母、数字和“-”。',
      rule: 'CAT-20',
    });
  }
  if (known.has(key))
    faults.push({ code: 'DUPLICATE', path: ['key'], message: `行标识“${key}”重复。`, rule: 'CAT-20' });
  if (!/^[A-Z][A-Z0-9_]{1,63}$/.test(identifier)) {
    faults.push({
      code: 'INVALID',
      path: ['identifier'],
      message: '英文标识应为大写字母、数字和下划线。',
      rule: 'CAT-20',
    });
  }
  return faults;
}

function checkPlace(row: TemplateRow, items: ReadonlyMap<string, CatalogueItem>): UserError[] {
  const faults: UserError[] = [];
  const stands = (code: string): boolean => items.get(code)?.retiredAt === null;
  if (!stands(row.parentCode)) {
    const message = `上级事项“${row.parentCode}”不存在或已停用。`;
    faults.push({ code: 'INVALID', path: ['parentCode'], message, rule: 'CAT-20' });
  }
  if (row.itemCode !== null && (!stands(row.itemCode) || items.get(row.itemCode)?.isLeaf !== true)) {
    const message = `末级事项“${row.itemCode}”不存在或已停用。`;
    faults.push({ code: 'INVALID', path: ['itemCode'], message, rule: 'CAT-20' });
  }
  return faults;
}
