import type { Database } from '../src/platform/db/database.js';
import type { ManualClock } from '../src/platform/clock/clock.js';
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
  readonly clock: ManualClock;
  readonly onDone: () => void;
}

const aspects: ReviewDraftInput['aspects'] = [
  { aspect: 'LEGALITY', result: 'PASS' },
  { aspect: 'SECRECY', result: 'PASS' },
  { aspect: 'COMPLETENESS', result: 'PASS' },
  { aspect: 'TRUTHFULNESS', result: 'PASS' },
  { aspect: 'FORM_AND_WORDING', result: 'PASS' },
];

/**
 * Takes every record through draft, decision, three reviews and release, by the product's own verbs.
 * Records that are there already are left alone. Returns how many are new.
 */
export async function seedContents(db: Database, input: SeedContents): Promise<number> {
  const released = new Map<string, string>();
  let added = 0;
  for (const record of input.records) {
    const known = await findSeeded(db, record);
    if (known === null) added += 1;
    const disclosureId = known === null ? await seedRecord(db, input, { record, released }) : known.disclosureId;
    if (disclosureId !== null) released.set(record.key, disclosureId);
    input.onDone();
  }
  return added;
}

/** The draft of a record that an earlier run left, released or not. */
async function findSeeded(db: Database, record: ContentRecord): Promise<{ disclosureId: string | null } | null> {
  const [row] = await db.sql<{ id: string | null }>(
    'select released_disclosure_id as id from draft where body_id = $1 and title = $2 limit 1',
    [stableId('body', record.slugOfBody), record.title],
  );
  return row === undefined ? null : { disclosureId: row.id };
}

interface SeedRecord {
  readonly record: ContentRecord;
  readonly released: ReadonlyMap<string, string>;
}

async function seedRecord(db: Database, seed: SeedContents, { record, released }: SeedRecord): Promise<string | null> {
  seed.clock.set(record.releaseAt);
  const options = { clock: seed.clock, ids: seededIds(`demo/${record.key}`) };
  // One transaction a record: a run that is cut off leaves no half-seeded record behind.
  return db.transaction(async (tx) => {
    const { actors } = seed;
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
    const decided = await decideAttribute(tx, actors.signer, {
      draftId: draft.id,
      expectedRevision: draft.revision,
      attribute: record.attribute,
      reason: record.attributeReason,
    });
    const submitted = await submitDraft(tx, actors.drafter, {
      draftId: draft.id,
      expectedRevision: decided.revision,
    });
    const draftId = draft.id;
    let { revision } = submitted.draft;
    const stages = [
      { stage: 'PRELIMINARY', reviewer: actors.preliminary },
      { stage: 'SECOND', reviewer: actors.second },
      { stage: 'FINAL', reviewer: actors.final },
    ] as const;
    for (const { stage, reviewer } of stages) {
      const review = { draftId, expectedRevision: revision, stage, verdict: 'PASS', aspects } as const;
      ({ revision } = await reviewDraft(tx, reviewer, review));
    }
    if (record.attribute !== 'PROACTIVE') return null;
    const release = await releaseDrafts(tx, actors.editor, { drafts: [{ draftId, expectedRevision: revision }] });
    return release.disclosures[0]?.id ?? null;
  }, options);
}

function targetOf(released: ReadonlyMap<string, string>, key: string): string {
  const id = released.get(key);
  if (id === undefined) throw new Error(`The demo record ${key} is pointed to before it is released.`);
  return id;
}
