import type { Tx } from '../../platform/db/tx.js';
import { refuse, type UserError, UserErrors } from '../../platform/errors/user-errors.js';
import { closeDraft } from '../content/close-draft.js';
import { filedAudience } from '../content/filed-audience.js';
import type { ReleasableDraft } from '../content/find-releasable-draft.js';
import { definitionOf } from '../content/save-draft.js';
import type { Actor } from '../identity/actor.js';
import { auditWrite } from '../identity/record-audit.js';
import { appendRelease, type ReleaseWrite } from '../ledger/append-release.js';
import type { EntryInput } from '../ledger/ledger-entry.js';
import type { Sequence } from '../ledger/sequence.js';
import { shanghaiDate, yearOf } from '../rules/calendar-date.js';
import { explain } from '../rules/packs.js';
import {
  contentOf,
  type DraftToRelease,
  type HeldDraft,
  holdDraft,
  releaseFaults,
  type ReleasePlace,
} from './draft-release.js';
import { type NewVersionRow, newVersion } from './new-version.js';
import { type AudienceIds, relationFaults } from './relation-faults.js';
import { takeIndexNumbers } from './take-index-numbers.js';
import {
  insertDisclosures,
  insertRelations,
  insertVersions,
  type NewRelationRow,
  relationRows,
} from './version-writes.js';

export interface ReleaseDraftsInput {
  readonly drafts: readonly DraftToRelease[];
  readonly place?: ReleasePlace | null;
}

export interface ReleasedDisclosure {
  readonly id: string;
  readonly indexNo: string;
  readonly version: number;
  readonly digest: string;
}

export interface Released {
  readonly sequence: Sequence;
  readonly at: Date;
  /** In the order of the drafts. */
  readonly disclosures: readonly ReleasedDisclosure[];
}

interface Planned extends HeldDraft {
  readonly id: string;
}

const mostDrafts = 50;

/**
 * Releases approved drafts as one bundle: all of them become public at one sequence, or none.
 * A relation of one draft may name another draft of the bundle.
 * Errors: NOT_FOUND, FORBIDDEN (EDITOR of every body), CONFLICT, userErrors with every unmet gate of every draft.
 */
export async function releaseDrafts(tx: Tx, actor: Actor, input: ReleaseDraftsInput): Promise<Released> {
  const planned = await holdAll(tx, actor, input.drafts);
  const targets = new Map(planned.map(({ draft, id }) => [draft.id, id]));
  const audienceOf = new Map(planned.map(({ draft, id }) => [id, filedAudience(draft.filing)]));
  await refuseUnready(tx, planned, { targets, audienceOf, place: input.place });

  const now = tx.clock.now();
  const year = yearOf(shanghaiDate(now));
  const numbers = await takeIndexNumbers(
    tx,
    planned.map(({ draft: { bodyId, divisionCode }, scopes, id }) => ({
      bodyId,
      divisionCode,
      scopes,
      year,
      open: audienceOf.get(id) === null,
    })),
  );
  const rows: NewVersionRow[] = [];
  const relations: NewRelationRow[] = [];
  const audits: ReleaseWrite[] = [];
  for (const [index, { draft, id }] of planned.entries()) {
    const place = { id, version: 1, indexNo: numbers[index] ?? '', firstPublishedAt: now, publishedAt: now };
    const content = contentOf(draft, targets);
    const row = newVersion(content, {
      ...place,
      audienceIds: audienceOf.get(id) ?? null,
      releasedBy: actor.accountId,
      reason: null,
    });
    await closeDraft(tx, actor, { draftId: draft.id, held: draft, disclosureId: id, version: 1 });
    audits.push(
      auditWrite(tx, actor, {
        verb: 'release-drafts',
        subject: `disclosure:${id}`,
        details: { draftId: draft.id, version: 1, indexNo: row.index_no, digest: row.digest },
      }),
    );
    rows.push(row);
    relations.push(...relationRows(row, content));
  }
  const { sequence, at } = await appendRelease(tx, {
    entries: entriesOf(rows),
    writes: [insertDisclosures(rows), insertVersions(rows), ...insertRelations(relations), ...audits],
  });
  return { sequence, at, disclosures: rows.map(released) };
}

async function holdAll(tx: Tx, actor: Actor, wanted: readonly DraftToRelease[]): Promise<Planned[]> {
  const ids = wanted.map((one) => one.draftId.toLowerCase());
  if (ids.length === 0) refuse({ code: 'REQUIRED', path: ['drafts'], message: '没有要发布的稿件。' });
  if (ids.length > mostDrafts) {
    refuse({ code: 'INVALID', path: ['drafts'], message: `一次最多发布${mostDrafts}件稿件。` });
  }
  if (new Set(ids).size < ids.length) {
    refuse({ code: 'DUPLICATE', path: ['drafts'], message: '同一稿件只能列一次。' });
  }
  const held = new Map<string, Planned>();
  // Locks are always taken in one order, so that two bundles cannot wait for each other.
  for (const id of ids.toSorted()) {
    const one = wanted[ids.indexOf(id)] ?? { draftId: id };
    held.set(id, { ...(await holdDraft(tx, actor, one)), id: tx.ids.uuid() });
  }
  return ids.flatMap((id) => held.get(id) ?? []);
}

async function refuseUnready(
  tx: Tx,
  planned: readonly Planned[],
  bundle: {
    readonly targets: ReadonlyMap<string, string>;
    readonly audienceOf: ReadonlyMap<string, AudienceIds>;
    readonly place: ReleasePlace | null | undefined;
  },
): Promise<void> {
  const faults = [];
  for (const [index, { draft, id }] of planned.entries()) {
    const path = ['drafts', String(index)];
    if (draft.correctsId !== null) {
      faults.push({ code: 'NOT_ALLOWED_HERE', path, message: '更正稿件应当按更正程序发布。' } as const);
    }
    faults.push(...(await releaseFaults(tx, draft, { path, place: bundle.place })));
    faults.push(...uninterpreted(draft, { path, planned }));
    faults.push(
      ...(await relationFaults(tx, contentOf(draft, bundle.targets), {
        id,
        path,
        pack: draft.filing.pack,
        audienceOf: bundle.audienceOf,
      })),
    );
  }
  if (faults.length > 0) throw new UserErrors(faults);
}

/** Some kinds go out only beside their interpretation. */
function uninterpreted(
  draft: ReleasableDraft,
  { path, planned }: { readonly path: readonly string[]; readonly planned: readonly Planned[] },
): UserError[] {
  const { interpretedOnIssue: rule, label } = definitionOf(draft);
  if (rule === undefined) return [];
  const explained = planned.some(
    ({ draft: { kind, relations } }) =>
      kind === 'INTERPRETATION' &&
      relations.some(({ type, targetId }) => type === 'INTERPRETS' && targetId === draft.id),
  );
  if (explained) return [];
  const message = `“${label}”应当与其政策解读同时发布。`;
  const explanation = explain(draft.filing.pack, rule, {
    inputs: [{ name: '稿件', value: draft.title }],
    text: message,
  });
  return [{ code: 'GATE_UNMET', path, message, rule, explanation }];
}

function entriesOf(rows: readonly NewVersionRow[]): [EntryInput, ...EntryInput[]] {
  const [first, ...rest] = rows.map(
    (row): EntryInput => ({
      kind: 'DISCLOSURE_PUBLISHED',
      subject: row.disclosure_id,
      version: row.version,
      digest: row.digest,
      audienceIds: row.audience_ids,
    }),
  );
  if (first === undefined) throw new Error('A release without a version.');
  return [first, ...rest];
}

function released(row: NewVersionRow): ReleasedDisclosure {
  return { id: row.disclosure_id, indexNo: row.index_no, version: row.version, digest: row.digest };
}
