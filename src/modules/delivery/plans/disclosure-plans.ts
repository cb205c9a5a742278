import type { Arguments, PlannedPage, PlanSource } from '../../../platform/plans/plan-source.js';
import { kinds } from '../../content/kinds/kinds.js';
import { selectDisclosures } from '../../publication/list-disclosures.js';
import { selectVersion } from '../../publication/select-version.js';
import { allVersionColumns, type VersionColumn } from '../../publication/version-row.js';
import { tags } from '../answer-tags.js';
import { disclosureListing, type DisclosurePage } from '../list-disclosures.js';
import { recordId } from '../loaders.js';
import type { PublicContext } from '../public-context.js';
import { bodyById, divisionByCode } from '../views.js';
import { findItem } from '../find-item.js';
import { plannedFields, rowTypes } from './disclosure-fields.js';

const known: ReadonlySet<string> = new Set(allVersionColumns);

function columnsOf(names: readonly string[]): VersionColumn[] {
  return names.filter((name): name is VersionColumn => known.has(name));
}

/** How one disclosure by its id, and lists of them, are read without resolvers. */
export const disclosurePlans: PlanSource<PublicContext> = {
  roots: {
    disclosure: {
      kind: 'one',
      fetch: (context, { id, indexNo, version }, columns) => {
        if (typeof id !== 'string' || indexNo != null || version != null) return null;
        const key = recordId(id);
        if (key === null) return Promise.resolve(null);
        context.madeFrom.add(tags.disclosure(key));
        return selectVersion(context.db, { id: key, view: context.view }, columnsOf(columns));
      },
    },
    disclosures: {
      kind: 'page',
      fetch: (context, args, columns) => fetchPage(context, args, columnsOf(columns)),
    },
  },
  rowType: 'Disclosure',
  typeColumns: ['kind'],
  typeOf: ({ kind }) => typeNames.get(kind) ?? '',
  fields: plannedFields,
  plainTypes: new Set(['RichText', 'ElementValue', 'Attachment', 'PageInfo', ...rowTypes]),
  residentTypes: new Set([
    'Division',
    'Body',
    'BodyConnection',
    'BodyEdge',
    'PageInfo',
    'Catalogue',
    'CatalogueItem',
    'CatalogueItemConnection',
    'CatalogueItemEdge',
    'ContentElement',
    'LegalBasis',
    'Deadline',
    'DeadlineFixedDates',
    'Responsibility',
    'ChannelTick',
    'Audience',
    'FactOrigin',
    'FieldOrigin',
    'Explanation',
    'ExplanationInput',
  ]),
  resident: (context, type, key) => {
    if (type === 'Division') return divisionByCode(context.directory, key);
    if (type === 'Body') return bodyById(context.directory, key);
    const [divisionCode = '', code = ''] = key.split('/');
    return findItem(context, divisionCode, code);
  },
  state: ({ directory, catalogue }) => [directory, catalogue],
};

async function fetchPage(
  context: PublicContext,
  args: Arguments,
  columns: readonly VersionColumn[],
): Promise<PlannedPage> {
  // Arguments were coerced by the schema: they are what the resolver gets.
  const page: DisclosurePage = args;
  const result = await selectDisclosures(context.db, disclosureListing(context, page), columns);
  for (const { id } of result.rows) context.madeFrom.add(tags.disclosure(id));
  return result;
}

const typeNames: ReadonlyMap<unknown, string> = new Map(kinds.map((kind) => [kind.kind, kind.typeName]));
