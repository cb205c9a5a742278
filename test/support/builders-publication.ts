import { type CreateDraftInput } from '../../src/modules/content/create-draft.js';
import type { Sequence } from '../../src/modules/ledger/sequence.js';
import { readHead } from '../../src/modules/ledger/read-head.js';
import { correctDisclosure } from '../../src/modules/publication/correct-disclosure.js';
import { newVersion, type VersionContent } from '../../src/modules/publication/new-version.js';
import { type Released, type ReleasedDisclosure, releaseDrafts } from '../../src/modules/publication/release-drafts.js';
import { takeIndexNumbers } from '../../src/modules/publication/take-index-numbers.js';
import {
  insertDisclosures,
  insertRelations,
  insertVersions,
  relationRows,
} from '../../src/modules/publication/version-writes.js';
import { withdrawDisclosure } from '../../src/modules/publication/withdraw-disclosure.js';
import { appendRelease } from '../../src/modules/ledger/append-release.js';
import type { Database } from '../../src/platform/db/database.js';
import { approved, guide, people } from './builders-content.js';
import { ids } from '../modules/jurisdictions/small-country.js';

/** An approved draft, released alone. */
export async function published(
  db: Database,
  input: CreateDraftInput = guide(),
): Promise<ReleasedDisclosure & Released> {
  const draft = await approved(db, input);
  const release = await db.transaction((tx) => releaseDrafts(tx, people.editor, { drafts: [{ draftId: draft.id }] }));
  return { ...release, ...only(release.disclosures) };
}

/** The next version of a disclosure. */
export async function corrected(
  db: Database,
  id: string,
  changes: Partial<CreateDraftInput>,
): Promise<ReleasedDisclosure & Released> {
  const draft = await approved(db, guide({ correctsId: id, correctionReason: '联系电话有误', ...changes }));
  const release = await db.transaction((tx) => correctDisclosure(tx, people.editor, { draftId: draft.id }));
  return { ...release, ...only(release.disclosures) };
}

export function withdrawn(db: Database, id: string, reason = '内容不当'): Promise<{ sequence: Sequence }> {
  return db.transaction((tx) => withdrawDisclosure(tx, people.editor, { id, reason }));
}

export async function headOf(db: Database): Promise<Sequence> {
  return (await readHead(db)).sequence;
}

/** What a version says when only some of it matters. */
export function content(changes: Partial<VersionContent> = {}): VersionContent {
  return {
    kind: 'GENERAL_INFORMATION',
    title: '示例信息',
    summary: null,
    keywords: [],
    html: null,
    text: null,
    elements: [],
    fields: {},
    attachments: [],
    divisionCode: '310107',
    leadBodyId: ids.putuoCivil,
    originBodyId: ids.putuoCivil,
    itemCodes: ['T-01-02'],
    mode: 'FULL',
    formedAt: null,
    changedAt: null,
    issuedAt: null,
    language: 'zh-Hans',
    relations: [],
    ...changes,
  };
}

/** Many disclosures at one sequence without the drafts behind them: for reads that need numbers. Ids in order. */
export function placed(db: Database, contents: readonly VersionContent[]): Promise<string[]> {
  return db.transaction(async (tx) => {
    const now = tx.clock.now();
    const numbers = await takeIndexNumbers(
      tx,
      contents.map(({ leadBodyId, divisionCode }) => ({
        bodyId: leadBodyId,
        divisionCode,
        scopes: [divisionCode],
        year: 2026,
        open: true,
      })),
    );
    const rows = contents.map((one, index) =>
      newVersion(one, {
        id: tx.ids.uuid(),
        version: 1,
        indexNo: numbers[index] ?? '',
        firstPublishedAt: now,
        publishedAt: now,
        releasedBy: people.editor.accountId,
        reason: null,
        audienceIds: null,
      }),
    );
    const entries = rows.map((row) => ({
      kind: 'DISCLOSURE_PUBLISHED' as const,
      subject: row.disclosure_id,
      version: 1,
      digest: row.digest,
    }));
    const relations = rows.flatMap((row, index) => relationRows(row, contents[index] ?? content()));
    await appendRelease(tx, {
      entries: [only(entries), ...entries.slice(1)],
      writes: [insertDisclosures(rows), insertVersions(rows), ...insertRelations(relations)],
    });
    return rows.map((row) => row.disclosure_id);
  });
}

export function only<One>(list: readonly One[]): One {
  const [one] = list;
  if (one === undefined) throw new Error('Nothing there.');
  return one;
}

/** Counts of everything a refused publication verb might have left behind. */
export async function publicTraces(db: Database): Promise<Record<string, unknown>> {
  const [row] = await db.sql<Record<string, unknown>>(
    `select (select count(*) from audit_entry)::int as audits, (select sequence::text from ledger_head) as head,
       (select count(*) from outbox_event)::int as events, (select count(*) from disclosure)::int as disclosures,
       (select count(*) from disclosure_version)::int as versions, (select count(*) from tombstone)::int as tombstones,
       (select count(*) from body_link)::int as links, (select count(*) from disclosure_relation)::int as relations,
       (select sum(next) from index_number_counter)::int as numbers,
       (select md5(coalesce(string_agg(to_jsonb(d)::text, '' order by id), '')) from draft d) as drafts`,
  );
  return row ?? {};
}
