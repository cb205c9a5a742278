import type { Tx } from '../../../platform/db/tx.js';
import { forbidden, notFound } from '../../../platform/errors/app-error.js';
import { type Actor, holds, type Role } from '../../identity/actor.js';
import { adminLevels, type Division } from '../../jurisdictions/directory.js';
import { divisionScopes } from '../../jurisdictions/division-scopes.js';
import { findDivision } from '../../jurisdictions/find-division.js';
import type { Sequence } from '../../ledger/sequence.js';
import { readHead } from '../../ledger/read-head.js';
import { type Pack, packFor } from '../../rules/packs.js';
import type { CatalogueFact, CatalogueItem } from '../catalogue-fact.js';
import { readFacts, readItems } from '../read-catalogue.js';
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
}

/** An item held for change by one division, as it stands now. */
export interface OpenItem extends Place {
  readonly item: CatalogueItem;
  /** What the division itself says, all fields. */
  readonly own: readonly CatalogueFact[];
  /** What comes from above; null at the division that defines the item. */
  readonly inherited: MergedFields | null;
  /** What holds at the division. */
  readonly current: MergedFields;
}

/**
 * Finds the division and asks whether the actor may keep its catalogue. The catalogue is public, so a refusal is
 * FORBIDDEN; NOT_FOUND only for a division that does not exist.
 */
export async function openPlace(
  tx: Tx,
  actor: Actor,
  input: { divisionCode: string; roles: readonly Role[] },
): Promise<Place> {
  const scopes = await divisionScopes(tx, input.divisionCode);
  const upwards: Division[] = [];
  for (const code of scopes) {
    const found = await findDivision(tx, code);
    if (found !== null) upwards.push(found);
  }
  const [division, upper = null] = upwards;
  if (division === undefined) throw notFound();
  if (!holds(actor, input.roles, scopes)) throw forbidden('只有本级或上级的信息公开主管部门可以维护目录。');
  return { division, upper, chain: upwards.toReversed(), pack: packFor(division.pack) };
}

/**
 * Locks the item, so that two writers follow each other, then reads what everybody says of it.
 * Errors: NOT_FOUND where neither the division nor any below it sees the item, FORBIDDEN, and NOT_ALLOWED_HERE where it
 * is retired.
 */
export async function openItem(
  tx: Tx,
  actor: Actor,
  input: { readonly divisionCode: string; readonly itemCode: string; readonly roles: readonly Role[] },
): Promise<OpenItem> {
  await tx.sql('select 1 from catalogue_item where code = $1 for update', [input.itemCode]);
  const place = await openPlace(tx, actor, input);
  const { sequence: at } = await readHead(tx);
  const [item] = await readItems(tx, { at, itemCodes: [input.itemCode] });
  const depth = item === undefined ? -1 : place.chain.findIndex((division) => division.code === item.definedAt);
  if (item === undefined || depth < 0) throw notFound();
  const standing = await readStanding(tx, place.chain.slice(depth), { at, itemCode: item.code });
  if (item.isLeaf && !reaches(place.division, standing.current)) throw notFound();
  const { basisDivisions } = standing.current;
  if (await isRetired(tx, place.chain, { itemCode: item.code, basisDivisions })) {
    const inputs = [{ name: '事项', value: standing.current.name }];
    const message = '事项已停用，不能再变更。';
    refuseUnder(place.pack, { code: 'NOT_ALLOWED_HERE', path: ['itemCode'], message, rule: 'CAT-19', inputs });
  }
  return { ...place, item, ...standing };
}

/** Flagged for the division's own level or one below: what no one there sees, no one there changes. */
function reaches({ level }: Division, { levels }: MergedFields): boolean {
  return levels.some((flagged) => adminLevels.indexOf(flagged) >= adminLevels.indexOf(level));
}

async function readStanding(
  tx: Tx,
  chain: readonly Division[],
  { at, itemCode }: { readonly at: Sequence; readonly itemCode: string },
): Promise<Pick<OpenItem, 'own' | 'inherited' | 'current'>> {
  const facts = Map.groupBy(await readFacts(tx, { at, itemCodes: [itemCode] }), (fact) => fact.divisionCode);
  const levels = new Map(chain.map((division) => [division.code, division.level]));
  const byDepth = chain.map((division) => facts.get(division.code) ?? []);
  const merge = (upTo: typeof byDepth): MergedFields =>
    mergeFields(contributingFacts(upTo), (code) => levels.get(code) ?? 'CITY');
  return {
    own: byDepth.at(-1) ?? [],
    inherited: chain.length > 1 ? merge(byDepth.slice(0, -1)) : null,
    current: merge(byDepth),
  };
}
