import type { Tx } from '../../../platform/db/tx.js';
import { notFound } from '../../../platform/errors/app-error.js';
import { refuse, type UserError } from '../../../platform/errors/user-errors.js';
import { findEffectiveItem } from '../../catalogue/find-effective-item.js';
import type { Actor } from '../../identity/actor.js';
import { recordAudit } from '../../identity/record-audit.js';
import { unfitItem } from '../content-faults.js';
import { lockOldRecords, type OldRecord } from './old-record.js';
import { requireSorter } from './old-records-policy.js';

export interface RecordAssignment {
  readonly recordIds: readonly string[];
  /** A leaf as it holds at the records' division; null takes them back among the unclassified. */
  readonly itemCode?: string | null;
}

export interface ClassifyRecordsInput {
  readonly assignments: readonly RecordAssignment[];
}

interface Placed {
  readonly record: OldRecord;
  readonly itemCode: string | null;
  readonly path: readonly string[];
}

const most = 1_000;

/**
 * Says to which leaf of the catalogue old records belong, many at once: all of them or none. Nothing of a record is
 * changed or lost by it, and it may be said anew until a draft was begun from it. Answers with how many were named.
 * Errors: NOT_FOUND (also for records of others), FORBIDDEN, userErrors.
 */
export async function classifyRecords(tx: Tx, actor: Actor, input: ClassifyRecordsInput): Promise<number> {
  const placed = await hold(tx, actor, input.assignments);
  const faults = [...repeated(placed), ...placed.flatMap(begun), ...(await misplaced(tx, placed))];
  if (faults.length > 0) refuse(...faults);

  await tx.sql(
    `update old_record r set item_code = p."itemCode",
       classified_by = case when p."itemCode" is null then null else $2::uuid end,
       classified_at = case when p."itemCode" is null then null else $3::timestamptz end
     from jsonb_to_recordset($1::jsonb) as p(id uuid, "itemCode" text) where r.id = p.id`,
    [
      JSON.stringify(placed.map(({ record, itemCode }) => ({ id: record.id, itemCode }))),
      actor.accountId,
      tx.clock.now(),
    ],
  );
  for (const [bodyId, ofBody] of Map.groupBy(placed, ({ record }) => record.bodyId)) {
    const leaves = Object.fromEntries(
      [...Map.groupBy(ofBody, ({ itemCode }) => itemCode ?? '')].map(([code, { length }]) => [code, length]),
    );
    await recordAudit(tx, actor, { verb: 'classify-records', subject: `body:${bodyId}`, details: { leaves } });
  }
  return placed.length;
}

async function hold(tx: Tx, actor: Actor, assignments: readonly RecordAssignment[]): Promise<Placed[]> {
  const ids = assignments.flatMap(({ recordIds }) => recordIds);
  if (ids.length === 0) refuse({ code: 'REQUIRED', path: ['assignments'], message: '没有要归类的信息。' });
  if (ids.length > most) refuse({ code: 'INVALID', path: ['assignments'], message: `一次最多归类${most}条。` });
  const held = await lockOldRecords(tx, ids);
  const bodies = new Map([...held.values()].map((record) => [record.bodyId, record]));
  for (const record of bodies.values()) await requireSorter(tx, actor, record);
  return assignments.flatMap(({ recordIds, itemCode = null }, index) =>
    recordIds.map((id, place) => {
      const record = held.get(id.toLowerCase());
      if (record === undefined) throw notFound();
      return { record, itemCode, path: ['assignments', String(index), 'recordIds', String(place)] };
    }),
  );
}

function repeated(placed: readonly Placed[]): UserError[] {
  const seen = new Set<string>();
  return placed.flatMap(({ record, path }): UserError[] => {
    if (!seen.has(record.id)) {
      seen.add(record.id);
      return [];
    }
    return [{ code: 'DUPLICATE', path, message: `“${record.title}”列了两次。` }];
  });
}

function begun({ record, path }: Placed): UserError[] {
  if (record.draftId === null) return [];
  return [{ code: 'NOT_ALLOWED_HERE', path, message: `“${record.title}”已转为稿件，请在稿件中调整所属事项。` }];
}

/** One look for each leaf and division, however many records. */
async function misplaced(tx: Tx, placed: readonly Placed[]): Promise<UserError[]> {
  const faults: UserError[] = [];
  const places = Map.groupBy(placed, ({ record, itemCode }) => `${record.divisionCode}/${itemCode ?? ''}`);
  for (const [first] of places.values()) {
    if (first?.itemCode == null) continue;
    const { record, itemCode } = first;
    const path = [...first.path.slice(0, 2), 'itemCode'];
    const item = await findEffectiveItem(tx, { divisionCode: record.divisionCode, itemCode });
    const message = item === null ? `${record.divisionCode}的目录中没有事项“${itemCode}”。` : unfitItem(item);
    if (message === null) continue;
    const isPlace = item === null || !item.isLeaf;
    faults.push(
      isPlace ? { code: 'INVALID', path, message } : { code: 'RULE_VIOLATION', path, message, rule: 'R-I10' },
    );
  }
  return faults;
}
