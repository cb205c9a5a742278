import { fromGlobalId } from '../../platform/graphql/global-id.js';
import type { Tombstone } from '../publication/find-tombstones.js';
import type { PublishedVersion } from '../publication/published-version.js';
import { recordId } from './loaders.js';
import type { PublicContext } from './public-context.js';
import { type BodyView, type DivisionView, divisionView, type ItemView, itemView } from './views.js';

export type NodeView = DivisionView | ItemView | BodyView | PublishedVersion | Tombstone;

/** Anything by its global id; null for what is unknown, withdrawn things as their tombstones. */
export async function findNode(context: PublicContext, id: string): Promise<NodeView | null> {
  const record = recordId(id);
  if (record !== null) return findRecord(context, record);
  const named = fromGlobalId(id);
  if (named?.type === 'Division') {
    const division = context.directory.division(named.key);
    return division === undefined ? null : divisionView(division);
  }
  if (named?.type === 'CatalogueItem') {
    const [divisionCode = '', code = ''] = named.key.split('/');
    const item = context.catalogue.effectiveItem(divisionCode, code);
    return item === undefined ? null : itemView(item);
  }
  return null;
}

async function findRecord(context: PublicContext, id: string): Promise<NodeView | null> {
  const body = context.directory.body(id);
  if (body !== undefined) return body;
  return (await context.loaders.disclosure.load(id)) ?? (await context.loaders.tombstone.load(id));
}

/** The GraphQL type of what `findNode` found, told by the members that only it has. */
export function nodeTypeName(node: NodeView, disclosureType: (version: PublishedVersion) => string): string {
  if ('withdrawnAt' in node) return 'Tombstone';
  if ('digest' in node) return disclosureType(node);
  if ('slug' in node) return 'Body';
  if ('fieldOrigins' in node) return 'CatalogueItem';
  return 'Division';
}
