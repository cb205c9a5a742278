import type { Tx } from '../../platform/db/tx.js';
import { refuse, type UserError, UserErrors } from '../../platform/errors/user-errors.js';
import { closeDraft } from '../content/close-draft.js';
import { filedAudience } from '../content/filed-audience.js';
import { requireRole } from '../content/content-policy.js';
import type { ReleasableDraft } from '../content/find-releasable-draft.js';
import type { Actor } from '../identity/actor.js';
import { recordAudit } from '../identity/record-audit.js';
import { appendRelease } from '../ledger/append-release.js';
import { explain } from '../rules/packs.js';
import { contentOf, type DraftToRelease, holdDraft, releaseFaults, type ReleasePlace } from './draft-release.js';
import { holdingScopes } from './holding-scopes.js';
import { type LockedDisclosure, lockDisclosure } from './lock-disclosure.js';
import { newVersion } from './new-version.js';
import { covers, relationFaults } from './relation-faults.js';
import type { Released } from './release-drafts.js';
import { insertRelations, insertVersions, type NewRelationRow, relationRows, supersede } from './version-writes.js';

export interface CorrectDisclosureInput extends DraftToRelease {
  readonly place?: ReleasePlace | null;
}

/**
 * Releases an approved correction as the next version of what it corrects: the same id, index number and first
 * publication; the old version stays readable under its number.
 * Errors: NOT_FOUND, FORBIDDEN (EDITOR of the body), CONFLICT, userErrors with every unmet gate.
 */
export async function correctDisclosure(tx: Tx, actor: Actor, input: CorrectDisclosureInput): Promise<Released> {
  const { draft } = await holdDraft(tx, actor, input);
  if (draft.correctsId === null) {
    refuse({ code: 'INVALID', path: ['draftId'], message: '该稿件不是对已公开信息的更正。' });
  }
  const disclosure = await lockDisclosure(tx, draft.correctsId);
  // After a merger the successor corrects: whoever does must also hold what was published before.
  if (disclosure.bodyId !== draft.bodyId) {
    requireRole(actor, ['EDITOR'], await holdingScopes(tx, disclosure));
  }
  const content = contentOf(draft);
  const faults = [
    ...correctionFaults(disclosure, draft),
    ...(await releaseFaults(tx, draft, { path: ['draftId'], place: input.place })),
    ...(await relationFaults(tx, content, {
      id: disclosure.id,
      path: [],
      pack: draft.filing.pack,
      audienceOf: new Map([[disclosure.id, disclosure.audienceIds]]),
    })),
  ];
  if (faults.length > 0) throw new UserErrors(faults);

  const version = disclosure.latestVersion + 1;
  const row = newVersion(content, {
    ...disclosure,
    version,
    publishedAt: tx.clock.now(),
    releasedBy: actor.accountId,
    reason: draft.correctionReason,
  });
  const relations = await changedRelations(tx, relationRows(row, content), disclosure.id);
  await closeDraft(tx, actor, { draftId: draft.id, held: draft, disclosureId: disclosure.id, version });
  await recordAudit(tx, actor, {
    verb: 'correct-disclosure',
    subject: `disclosure:${disclosure.id}`,
    details: { draftId: draft.id, version, digest: row.digest },
  });
  const { sequence, at } = await appendRelease(tx, {
    entries: [
      {
        kind: 'DISCLOSURE_CORRECTED',
        subject: disclosure.id,
        version,
        digest: row.digest,
        audienceIds: disclosure.audienceIds,
      },
    ],
    writes: [
      ...supersede(disclosure.id, { version, bodyId: draft.bodyId, dropped: relations.dropped }),
      insertVersions([row]),
      ...insertRelations(relations.added),
    ],
  });
  return {
    sequence,
    at,
    disclosures: [{ id: disclosure.id, indexNo: disclosure.indexNo, version, digest: row.digest }],
  };
}

function correctionFaults(disclosure: LockedDisclosure, draft: ReleasableDraft): UserError[] {
  const faults: UserError[] = [];
  if (disclosure.withdrawn) {
    faults.push({ code: 'NOT_ALLOWED_HERE', path: ['draftId'], message: '该公开信息已撤回，不能更正。' });
  }
  if (disclosure.kind !== draft.kind) {
    faults.push({ code: 'INVALID', path: ['draftId'], message: '更正稿件的信息类型应当与原公开信息相同。' });
  }
  if (draft.correctionReason === null || draft.correctionReason.trim() === '') {
    faults.push({ code: 'REQUIRED', path: ['draftId'], message: '更正已公开的信息应当说明理由。' });
  }
  // A record is for the same readers from its first version to its last, so that nobody is left with an old one.
  if (!covers(filedAudience(draft.filing), disclosure.audienceIds)) {
    const message = '所属事项现在只面向特定对象公开，不能再向原来的对象发布新版本；请撤回原信息后重新发布。';
    const explanation = explain(draft.filing.pack, 'R-H11', { inputs: [], text: message });
    faults.push({ code: 'RULE_VIOLATION', path: ['draftId'], message, rule: 'R-H11', explanation });
  }
  return faults;
}

/** What stands stays untouched, so its first sequence is kept; the disclosure's lock is held. */
async function changedRelations(
  tx: Tx,
  wanted: readonly NewRelationRow[],
  id: string,
): Promise<{ added: NewRelationRow[]; dropped: NewRelationRow[] }> {
  const standing = await tx.sql<NewRelationRow>(
    'select source_id, type, target_id, audience_ids from disclosure_relation where source_id = $1 and to_sequence is null',
    [id],
  );
  const same = (left: NewRelationRow, right: NewRelationRow): boolean =>
    left.type === right.type && left.target_id === right.target_id;
  return {
    added: wanted.filter((one) => !standing.some((other) => same(one, other))),
    dropped: standing.filter((one) => !wanted.some((other) => same(one, other))),
  };
}
