import { ManualClock } from '../src/platform/clock/clock.js';
import type { Database, TransactionOptions } from '../src/platform/db/database.js';
import type { Tx } from '../src/platform/db/tx.js';
import { seededIds } from '../src/platform/ids/id-source.js';
import { decideAttribute } from '../src/modules/content/attribute/decide-attribute.js';
import type { DisclosureAttribute } from '../src/modules/content/attribute/attribute.js';
import { createDraft } from '../src/modules/content/create-draft.js';
import type { DisclosureKind, RelationType } from '../src/modules/content/kinds/kind.js';
import { reviewDraft, type ReviewDraftInput } from '../src/modules/content/review/review-draft.js';
import { submitDraft } from '../src/modules/content/submit-draft.js';
import type { Actor } from '../src/modules/identity/actor.js';
import { releaseDrafts } from '../src/modules/publication/release-drafts.js';
import { stableId } from './stable-id.js';

/** The six people every demo record passes through; all different, as the rules ask. */
export interface ContentActors {
  readonly drafter: Actor;
  readonly signer: Actor;
  readonly preliminary: Actor;
  readonly second: Actor;
  readonly final: Actor;
  readonly editor: Actor;
}

/** One demo record as the data files hold it; bodies by slug, other records by key. */
export interface ContentRecord {
  readonly key: string;
  readonly kind: DisclosureKind;
  readonly slugOfBody: string;
  readonly items: readonly string[];
  readonly title: string;
  readonly summary: string;
  readonly keywords: readonly string[];
  readonly html: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly elements: Readonly<Record<string, string>>;
  readonly formedAt: string;
  readonly issuedAt: string | null;
  readonly attribute: DisclosureAttribute;
  readonly attributeReason: string | null;
  readonly relations: readonly { readonly type: RelationType; readonly target: string }[];
  /** When it is released: the demo's clock is set to it. */
  readonly releaseAt: string;
}

export interface SeedContents {
  readonly records: readonly ContentRecord[];
  readonly actors: ContentActors;
  readonly onDone: () => void;
}

const aspects: ReviewDraftInput['aspects'] = [
  { aspect: 'LEGALITY', result: 'PASS' },
  { aspect: 'SECRECY', result: 'PASS' },
  { aspect: 'COMPLETENESS', result: 'PASS' },
  { aspect: 'TRUTHFULNESS', result: 'PASS' },
  { aspect: 'FORM_AND_WORDING', result: 'PASS' },
];

/** How many records are drafted and reviewed ahead of the one that is released. */
const ahead = 6;

/** A record on its way: approved, or at its end. */
interface Prepared {
  readonly draftId: string;
  readonly revision: number;
  readonly approved: boolean;
  readonly disclosureId: string | null;
  readonly fresh: boolean;
}

/**
 * Takes every record through draft, decision, three reviews and release, by the product's own verbs. Several are
 * prepared at once; they are released one after the other, so that sequences and digests are the same in every run.
 * Records that are there already are left alone. Returns how many are new.
 */
export async function seedContents(db: Database, seed: SeedContents): Promise<number> {
  const released = new Map<string, string>();
  const waiting = new Map<string, Promise<Prepared>>();
  let added = 0;
  for (const [index, record] of seed.records.entries()) {
    for (const next of seed.records.slice(index, index + ahead)) {
      const known = next.relations.every(({ target }) => released.has(target));
      if (!waiting.has(next.key) && (known || next === record)) {
        const preparing = prepare(db, seed.actors, { record: next, released });
        preparing.catch(() => undefined);
        waiting.set(next.key, preparing);
      }
    }
    const prepared = await waiting.get(record.key);
    if (prepared === undefined) throw new Error(`The demo record ${record.key} was not prepared.`);
    waiting.delete(record.key);
    if (prepared.fresh) added += 1;
    const disclosureId = prepared.approved ? await release(db, seed.actors, record, prepared) : prepared.disclosureId;
    if (disclosureId !== null) released.set(record.key, disclosureId);
    seed.onDone();
  }
  return added;
}

interface SeedRecord {
  readonly record: ContentRecord;
  readonly released: ReadonlyMap<string, string>;
}

/** What an earlier run left of the record, or a new draft that passed its three reviews. */
async function prepare(db: Database, actors: ContentActors, seed: SeedRecord): Promise<Prepared> {
  const { record } = seed;
  const [left] = await db.sql<{ id: string; revision: number; state: string; disclosureId: string | null }>(
    `select id, revision, state, released_disclosure_id as "disclosureId" from draft
     where body_id = $1 and title = $2 limit 1`,
    [stableId('body', record.slugOfBody), record.title],
  );
  if (left !== undefined) {
    const { id: draftId, revision, disclosureId } = left;
    return { draftId, revision, disclosureId, approved: left.state === 'APPROVED', fresh: false };
  }
  // One transaction: a run that is cut off leaves no draft that is half-way.
  return db.transaction((tx) => draftAndReview(tx, actors, seed), optionsOf(record, 'draft'));
}

/** Time and ids of a record's own, whatever else is seeded at the same moment. */
function optionsOf(record: ContentRecord, step: string): TransactionOptions {
  return { clock: new ManualClock(record.releaseAt), ids: seededIds(`demo/${record.key}/${step}`) };
}

async function draftAndReview(tx: Tx, actors: ContentActors, { record, released }: SeedRecord): Promise<Prepared> {
  const draft = await createDraft(tx, actors.drafter, {
    kind: record.kind,
    bodyId: stableId('body', record.slugOfBody),
    title: record.title,
    summary: record.summary,
    keywords: [...record.keywords, '演示数据'],
    itemCodes: record.items,
    html: record.html,
    fields: record.fields,
    elements: record.elements,
    formedAt: record.formedAt,
    issuedAt: record.issuedAt,
    attributeProposed: record.attribute,
    attributeReason: record.attributeReason,
    relations: record.relations.map(({ type, target }) => ({ type, targetId: targetOf(released, target) })),
  });
  const draftId = draft.id;
  const decided = await decideAttribute(tx, actors.signer, {
    draftId,
    expectedRevision: draft.revision,
    attribute: record.attribute,
    reason: record.attributeReason,
  });
  const submitted = await submitDraft(tx, actors.drafter, { draftId, expectedRevision: decided.revision });
  let last = submitted.draft;
  const stages = [
    { stage: 'PRELIMINARY', reviewer: actors.preliminary },
    { stage: 'SECOND', reviewer: actors.second },
    { stage: 'FINAL', reviewer: actors.final },
  ] as const;
  for (const { stage, reviewer } of stages) {
    const review = { draftId, expectedRevision: last.revision, stage, verdict: 'PASS', aspects } as const;
    last = await reviewDraft(tx, reviewer, review);
  }
  return { draftId, revision: last.revision, approved: last.state === 'APPROVED', disclosureId: null, fresh: true };
}

async function release(
  db: Database,
  actors: ContentActors,
  record: ContentRecord,
  { draftId, revision }: Prepared,
): Promise<string | null> {
  const drafts = [{ draftId, expectedRevision: revision }];
  const options = optionsOf(record, 'release');
  const { disclosures } = await db.transaction((tx) => releaseDrafts(tx, actors.editor, { drafts }), options);
  return disclosures[0]?.id ?? null;
}

function targetOf(released: ReadonlyMap<string, string>, key: string): string {
  const id = released.get(key);
  if (id === undefined) throw new Error(`The demo record ${key} is pointed to before it is released.`);
  return id;
}
