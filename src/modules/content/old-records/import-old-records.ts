import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { refuse, type UserError } from '../../../platform/errors/user-errors.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { findBody } from '../../jurisdictions/find-body.js';
import { isCalendarDate } from '../../rules/calendar-date.js';
import { sanitiseRichText } from '../text/sanitise-rich-text.js';
import { refuseUncleanText } from '../text/text-hygiene.js';
import type { OldRecord } from './old-record.js';
import { requireSorter } from './old-records-policy.js';

export interface RecordToImport extends Pick<OldRecord, 'reference' | 'title'> {
  readonly html?: string | null;
  readonly sourceUrl?: string | null;
  readonly formedAt?: string | null;
}

export interface ImportOldRecordsInput {
  readonly bodyId: string;
  readonly records: readonly RecordToImport[];
}

const most = 1_000;
const longest = { reference: 200, title: 300, sourceUrl: 2_000, html: 2_000_000 } as const;

/**
 * Takes over what a body disclosed before it had a catalogue: all of the records or, with every fault of every one,
 * none. They belong to no leaf yet. Answers with their ids, in the order given.
 * Errors: NOT_FOUND, FORBIDDEN, BAD_REQUEST for text that cannot be kept, userErrors.
 */
export async function importOldRecords(tx: Tx, actor: Actor, input: ImportOldRecordsInput): Promise<readonly string[]> {
  refuseUncleanText(input);
  const body = await findBody(tx, input.bodyId);
  if (body === null) throw notFound();
  await requireSorter(tx, actor, { bodyId: body.id, divisionCode: body.divisionCode });
  const { length } = input.records;
  if (length === 0) refuse({ code: 'REQUIRED', path: ['records'], message: '没有要导入的信息。' });
  if (length > most) refuse({ code: 'INVALID', path: ['records'], message: `一次最多导入${most}条。` });
  const rows = input.records.map((record) => ({ ...cleaned(record), id: tx.ids.uuid() }));
  const faults = [...rows.flatMap(faultsOf), ...(await duplicates(tx, body.id, rows))];
  if (faults.length > 0) refuse(...faults);

  await tx.sql(
    `insert into old_record (id, body_id, division_code, reference, title, html, source_url, formed_at, imported_by, imported_at)
     select r.id, $2::uuid, $3, r.reference, r.title, r.html, r."sourceUrl", r."formedAt", $4::uuid, $5
     from jsonb_to_recordset($1::jsonb)
       as r(id uuid, reference text, title text, html text, "sourceUrl" text, "formedAt" date)`,
    [JSON.stringify(rows), body.id, body.divisionCode, actor.accountId, tx.clock.now()],
  );
  await recordAudit(tx, actor, { verb: 'import-old-records', subject: `body:${body.id}`, details: { count: length } });
  return rows.map((row) => row.id);
}

function cleaned(record: RecordToImport): Required<RecordToImport> {
  const { html = null, sourceUrl = null, formedAt = null } = record;
  return {
    reference: record.reference.trim(),
    title: record.title.trim(),
    html: html === null ? null : sanitiseRichText(html),
    sourceUrl,
    formedAt,
  };
}

function faultsOf(record: Required<RecordToImport>, index: number): UserError[] {
  const faults: UserError[] = [];
  const add = (field: keyof RecordToImport, code: UserError['code'], message: string): void =>
    void faults.push({ code, path: ['records', String(index), field], message: `第${index + 1}条：${message}` });
  if (record.reference === '') add('reference', 'REQUIRED', '请填写原编号。');
  if (record.title === '') add('title', 'REQUIRED', '请填写标题。');
  for (const field of ['reference', 'title', 'sourceUrl', 'html'] as const) {
    if ((record[field] ?? '').length > longest[field]) add(field, 'INVALID', `不得超过${longest[field]}个字符。`);
  }
  if (record.sourceUrl !== null && !isWebAddress(record.sourceUrl)) add('sourceUrl', 'INVALID', '应为网页地址。');
  if (record.formedAt !== null && !isCalendarDate(record.formedAt)) add('formedAt', 'INVALID', '日期无效。');
  return faults;
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && ['http:', 'https:'].includes(url.protocol);
}

/** The same twice in the list, or taken over before. */
async function duplicates(tx: Tx, bodyId: string, rows: readonly RecordToImport[]): Promise<UserError[]> {
  const references = rows.map((row) => row.reference);
  await tx.sql(`select pg_advisory_xact_lock(hashtextextended('old-records:' || $1, 0))`, [bodyId]);
  const known = await tx.sql<{ reference: string }>(
    'select reference from old_record where body_id = $1::uuid and reference = any($2::text[])',
    [bodyId, references],
  );
  const taken = new Set(known.map((row) => row.reference));
  return references.flatMap((reference, index): UserError[] => {
    const path = ['records', String(index), 'reference'];
    if (reference === '' || (!taken.has(reference) && references.indexOf(reference) === index)) return [];
    return [{ code: 'DUPLICATE', path, message: `第${index + 1}条：编号“${reference}”的信息已经导入或者列了两次。` }];
  });
}
