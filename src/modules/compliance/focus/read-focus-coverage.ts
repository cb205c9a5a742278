import type { Sql } from '../../../platform/db/sql.js';
import type { Catalogue } from '../../catalogue/catalogue.js';
import type { Actor } from '../../identity/actor.js';
import type { Division } from '../../jurisdictions/directory.js';
import { requireOverseer } from '../compliance-policy.js';
import { type ContentCount, countContent } from '../items/count-content.js';
import { loadPart } from '../load-part.js';
import { type FocusGroup, type FocusSubject, focusSubjects } from './focus-subjects.js';

export const focusStates = ['COVERED', 'NO_CONTENT', 'NO_ITEM'] as const;
export type FocusState = (typeof focusStates)[number];

/** How one subject stands in one street. */
export interface SubjectCoverage {
  readonly subject: string;
  readonly group: FocusGroup;
  readonly name: string;
  readonly state: FocusState;
  /** Leaves that the street has to disclose under the subject. */
  readonly itemCodes: readonly string[];
  readonly records: number;
  readonly links: number;
}

export interface StreetCoverage {
  readonly divisionCode: string;
  readonly divisionName: string;
  /** All of them, in their order. */
  readonly subjects: readonly SubjectCoverage[];
  /** Names of the subjects under which the street has no item. */
  readonly withoutItem: readonly string[];
  /** Names of the subjects under which it has items, and nothing published. */
  readonly withoutContent: readonly string[];
}

/**
 * How the streets of a division stand to the two times eight focus subjects (CAT-25): whether each has an item of the
 * catalogue and something published. Few statements, however many streets.
 * Errors: NOT_FOUND, FORBIDDEN (SUPERVISOR or DISCLOSURE_OFFICE of the division or above).
 */
export async function readFocusCoverage(db: Sql, actor: Actor, divisionCode: string): Promise<StreetCoverage[]> {
  await requireOverseer(db, actor, { divisionCode });
  const tags = await readTags(db);
  const nodes = [...focusSubjects.flatMap(({ itemCodes }) => itemCodes), ...tags.map((tag) => tag.itemCode)];
  const catalogue = await loadPart(db, [...new Set(nodes)]);
  const streets = catalogue.directory.subtree(divisionCode).filter((division) => division.level === 'STREET');
  const content = await countContent(db, {
    divisionCodes: streets.map((street) => street.code),
    itemCodes: [...catalogue.content.items.values()].filter((item) => item.isLeaf).map((item) => item.code),
  });
  return streets.map((street) => {
    const scopes = catalogue.directory.scopesOf(street.code);
    const own = tags.filter((tag) => scopes.includes(tag.divisionCode));
    return streetCoverage(catalogue, street, (subject) => ({
      nodes: [...subject.itemCodes, ...own.filter((tag) => tag.subject === subject.code).map((tag) => tag.itemCode)],
      content,
    }));
  });
}

interface Tag {
  readonly divisionCode: string;
  readonly subject: string;
  readonly itemCode: string;
}

function readTags(db: Sql): Promise<Tag[]> {
  return db.sql<Tag>(
    `select division_code as "divisionCode", subject, item_code as "itemCode" from focus_item order by 1, 2, 3`,
  );
}

type SourcesOf = (subject: FocusSubject) => {
  readonly nodes: readonly string[];
  readonly content: ReadonlyMap<string, ContentCount>;
};

function streetCoverage(catalogue: Catalogue, street: Division, sourcesOf: SourcesOf): StreetCoverage {
  const subjects = focusSubjects.map((subject): SubjectCoverage => {
    const { nodes, content } = sourcesOf(subject);
    const leaves = new Set(nodes.flatMap((node) => catalogue.leafCodesUnder(node)));
    const itemCodes = [...leaves].filter((code) => isDue(catalogue, street.code, code));
    const counts = itemCodes.flatMap((code) => content.get(`${street.code}/${code}`) ?? []);
    const sum = (key: keyof ContentCount): number => counts.reduce((total, count) => total + count[key], 0);
    const state = itemCodes.length === 0 ? 'NO_ITEM' : counts.length === 0 ? 'NO_CONTENT' : 'COVERED';
    const { code, group, name } = subject;
    return { subject: code, group, name, state, itemCodes, records: sum('records'), links: sum('links') };
  });
  const named = (state: FocusState): string[] =>
    subjects.filter((subject) => subject.state === state).map((subject) => subject.name);
  return {
    divisionCode: street.code,
    divisionName: street.name,
    subjects,
    withoutItem: named('NO_ITEM'),
    withoutContent: named('NO_CONTENT'),
  };
}

function isDue(catalogue: Catalogue, divisionCode: string, itemCode: string): boolean {
  const item = catalogue.effectiveItem(divisionCode, itemCode);
  return item?.isLeaf === true && item.applicability === 'APPLICABLE';
}
