import type { Sql } from '../../../platform/db/sql.js';
import type { Tx } from '../../../platform/db/tx.js';
import { forbidden, notFound } from '../../../platform/errors/app-error.js';
import { type Actor, holds, type Role } from '../../identity/actor.js';
import { adminLevels, type Division } from '../../jurisdictions/directory.js';
import { newest, selectUpwards } from '../../jurisdictions/select-directory.js';
import { readHead } from '../../ledger/read-head.js';
import { shanghaiDate } from '../../rules/calendar-date.js';
import type { RuleFault } from '../../rules/explain-errors.js';
import { loadLaws } from '../../rules/laws/load-laws.js';
import { type Pack, packFor, parameterOf } from '../../rules/packs.js';
import type { CatalogueFact, CatalogueItem } from '../catalogue-fact.js';
import { type Edition, editionStateLabels, openStates } from '../editions/edition.js';
import { type EditionChange, isOvertaken, readEditionChanges, withProposals } from '../editions/edition-changes.js';
import { type EditionItem, readEditionItems } from '../editions/edition-items.js';
import { seesEdition } from '../editions/edition-policy.js';
import { lockEdition } from '../editions/find-edition.js';
import { readItemLines } from '../read-catalogue.js';
import { contributingFacts } from '../resolution/contributing-facts.js';
import { type MergedFields, mergeFields } from '../resolution/merge-fields.js';
import { isRetired } from './is-retired.js';
import { refuseUnder } from './refuse-under.js';

/** A division with those above it: the reading one last. */
export interface Place {
  readonly division: Division;
  /** Root first. */
  readonly chain: readonly Division[];
  readonly upper: Division | null;
  readonly pack: Pack;
  /** What changes go into; null where they take effect at once. */
  readonly edition: Edition | null;
}

/** An item held for change by one division, as it stands now. */
export interface OpenItem extends Place {
  readonly item: CatalogueItem;
  /** Added by the edition itself. */
  readonly unpublished: boolean;
  /** Where those of it and the groups above it that have ended were defined. */
  readonly endings: readonly string[];
  /** What the division itself says, all fields; in an edition, what it would say. */
  readonly own: readonly CatalogueFact[];
  /** What it says to everybody now. */
  readonly published: readonly CatalogueFact[];
  /** What the edition proposes for the item; nothing outside of one. */
  readonly proposed: readonly EditionChange[];
  /** What comes from above; null at the division that defines the item. */
  readonly inherited: MergedFields | null;
  /** What holds at the division; in an edition, what would hold. */
  readonly current: MergedFields;
  /** The divisions that state a basis of their own to everybody now. */
  readonly basisDivisions: readonly string[];
}

export interface OpenPlace {
  readonly divisionCode: string;
  readonly roles: readonly Role[];
  /** The edition that the change goes into. */
  readonly editionId?: string | null;
  /** False where nothing of the change cites a law: the register is not read then. */
  readonly cites?: boolean;
}

/**
 * Finds the division and asks whether the actor may keep its catalogue. The catalogue is public, so a refusal is
 * FORBIDDEN; NOT_FOUND only for a division or an edition that does not exist or that the actor may not see.
 * An edition is held, and worked on by the division's own people alone.
 */
export async function openPlace(tx: Tx, actor: Actor, input: OpenPlace): Promise<Place> {
  const edition = input.editionId == null ? null : await lockEdition(tx, input.editionId);
  const place = await readPlace(tx, input.divisionCode, edition);
  if (place === null || (input.editionId != null && edition?.divisionCode !== place.division.code)) throw notFound();
  const scopes = scopesOf(place);
  if (edition !== null && !seesEdition(actor, edition, scopes)) throw notFound();
  if (!holds(actor, input.roles, edition === null ? scopes : scopes.slice(0, 1))) {
    throw forbidden(
      edition === null ? '只有本级或上级的信息公开主管部门可以维护目录。' : '目录修订稿由本级信息公开主管部门起草。',
    );
  }
  if (edition !== null && !openStates.includes(edition.state)) {
    const message = `修订稿${editionStateLabels[edition.state]}，不能再修改。`;
    const inputs = [{ name: '修订稿', value: edition.title }];
    refuseUnder(place.pack, { code: 'NOT_ALLOWED_HERE', path: ['editionId'], message, rule: 'R-I13', inputs });
  }
  if (input.cites === false) return place;
  // What is cited is checked against the register as it stands today (CAT-09).
  const laws = await loadLaws(tx, shanghaiDate(tx.clock.now()));
  return { ...place, pack: { ...place.pack, laws } };
}

/** The division first, then those above it. */
export function scopesOf({ chain }: Pick<Place, 'chain'>): readonly string[] {
  return chain.map((division) => division.code).toReversed();
}

/** The division with its chain and pack; null where there is none. */
export async function readPlace(tx: Sql, divisionCode: string, edition: Edition | null): Promise<Place | null> {
  const upwards = await selectUpwards(tx, divisionCode);
  const [division, upper = null] = upwards;
  if (division === undefined) return null;
  return { division, upper, chain: upwards.toReversed(), pack: packFor(division.pack), edition };
}

/** Whether what this division changes waits for the level above (K15, R-I13). */
export function needsApproval({ upper, pack }: Pick<Place, 'upper' | 'pack'>): boolean {
  return upper !== null && parameterOf(pack, 'catalogue.upperApproval')?.value === true;
}

/**
 * R-I13: where the level above approves, a change is proposed in an edition and not made. Asked last: other rules say
 * more.
 */
export function requireEdition(place: Place): void {
  if (place.edition !== null || !needsApproval(place)) return;
  const message = `${place.division.name}的目录变更须经${place.upper?.name ?? '上一级'}审核：请在修订稿中提出。`;
  const inputs = [{ name: '审核', value: place.upper?.name ?? '' }];
  refuseUnder(place.pack, { code: 'NOT_ALLOWED_HERE', path: ['editionId'], message, rule: 'R-I13', inputs });
}

export interface OpenItemInput extends OpenPlace {
  readonly itemCode: string;
}

/**
 * Holds the item, so that two writers follow each other, then reads what everybody says of it; in an edition, with what
 * the edition proposes. Errors: NOT_FOUND where neither the division nor any below it sees the item, FORBIDDEN, and
 * NOT_ALLOWED_HERE where it is retired.
 */
export async function openItem(tx: Tx, actor: Actor, input: OpenItemInput): Promise<OpenItem> {
  if (input.editionId == null) await lockItems(tx, [input.itemCode]);
  const place = await openPlace(tx, actor, input);
  const open = await readOpenItem(tx, place, input.itemCode);
  const retirement = retirementOf(open);
  if (retirement !== null) refuseUnder(open.pack, retirement);
  return open;
}

/** In one order, so that two writers of several items cannot wait for each other. */
export async function lockItems(tx: Tx, itemCodes: readonly string[]): Promise<void> {
  await tx.sql('select 1 from catalogue_item where code = any($1::text[]) order by code for update', [itemCodes]);
}

/** Errors: NOT_FOUND where neither the division nor any below it sees the item. */
async function readOpenItem(tx: Sql, place: Place, itemCode: string): Promise<OpenItem> {
  const open = (await readOpenItems(tx, place, [itemCode])).get(itemCode);
  if (open === undefined) throw notFound();
  return open;
}

/** Those of the items that the division or one below it sees, in as many statements for many as for one. */
export async function readOpenItems(
  db: Sql,
  place: Place,
  itemCodes: readonly string[],
): Promise<ReadonlyMap<string, OpenItem>> {
  const { edition } = place;
  const lines = await readItemLines(db, { at: newest, itemCodes });
  const unknown = itemCodes.filter((code) => lines.get(code)?.item === undefined);
  const added = edition === null || unknown.length === 0 ? [] : await readEditionItems(db, edition, unknown);
  const proposals = edition === null ? [] : await proposedChanges(db, edition, itemCodes);
  const proposedOf = Map.groupBy(proposals, (change) => change.itemCode);
  const opened = itemCodes.flatMap((code): OpenItem[] => {
    const { item: published, above = [], facts = [] } = lines.get(code) ?? {};
    const item = published ?? itemOf(added.find((one) => one.code === code));
    const depth = item === undefined ? -1 : place.chain.findIndex((division) => division.code === item.definedAt);
    if (item === undefined || depth < 0) return [];
    const proposed = proposedOf.get(code) ?? [];
    const standing = standingAt(place.chain.slice(depth), facts, proposed);
    if (item.isLeaf && !reaches(place.division, standing.current)) return [];
    const line = published === undefined ? [] : [published, ...above];
    const endings = line.flatMap(({ retiredAt, definedAt }) => (retiredAt === null ? [] : definedAt));
    return [{ ...place, item, unpublished: published === undefined, endings, proposed, ...standing }];
  });
  return new Map(opened.map((open) => [open.item.code, open]));
}

function itemOf(item: EditionItem | undefined): CatalogueItem | undefined {
  return item === undefined ? undefined : { ...item, position: 0, retiredAt: null };
}

async function proposedChanges(db: Sql, edition: Edition, itemCodes: readonly string[]): Promise<EditionChange[]> {
  const { sequence: at } = await readHead(db);
  return readEditionChanges(db, edition, { at, itemCodes });
}

/** What forbids to change an item that has ended for the division; null for one that stands. */
export function retirementOf(open: OpenItem): RuleFault | null {
  if (!isRetired(open.chain, open)) return null;
  const inputs = [{ name: '事项', value: open.current.name }];
  const message = '事项已停用，不能再变更。';
  return { code: 'NOT_ALLOWED_HERE', path: ['itemCode'], message, rule: 'CAT-19', inputs };
}

/** Flagged for the division's own level or one below: what no one there sees, no one there changes. */
function reaches({ level }: Division, { levels }: MergedFields): boolean {
  return levels.some((flagged) => adminLevels.indexOf(flagged) >= adminLevels.indexOf(level));
}

function standingAt(
  chain: readonly Division[],
  said: readonly CatalogueFact[],
  proposed: readonly EditionChange[],
): Pick<OpenItem, 'own' | 'published' | 'inherited' | 'current' | 'basisDivisions'> {
  const facts = Map.groupBy(said, (fact) => fact.divisionCode);
  const levels = new Map(chain.map((division) => [division.code, division.level]));
  const byDepth = chain.map((division) => facts.get(division.code) ?? []);
  const merge = (upTo: typeof byDepth): MergedFields =>
    mergeFields(contributingFacts(upTo), (code) => levels.get(code) ?? 'CITY');
  const above = byDepth.slice(0, -1);
  const published = byDepth.at(-1) ?? [];
  // What was to be taken back has been said anew since: it stands, until somebody looks at it.
  const own = withProposals(
    published,
    proposed.filter((change) => change.fact !== null || !isOvertaken(change, published)),
  );
  const standing = merge(byDepth);
  return {
    own,
    published,
    inherited: chain.length > 1 ? merge(above) : null,
    current: proposed.length === 0 ? standing : merge([...above, own]),
    basisDivisions: standing.basisDivisions,
  };
}
