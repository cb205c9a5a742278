import type { NonEmptyArray } from 'type-graphql';
import { BodyLinkResolver, BodyLinksResolver } from './resolvers/body-links.resolver.js';
import { AffectedItemResolver, AffectedItemsResolver } from './resolvers/affected.resolver.js';
import {
  CatalogueItemResolver,
  CatalogueResolver,
  FactOriginResolver,
  ResponsibilityResolver,
} from './resolvers/catalogue.resolver.js';
import {
  CatalogueComparisonResolver,
  CatalogueDifferenceResolver,
  FieldHistoryResolver,
} from './resolvers/comparison.resolver.js';
import { DisclosureConnectionResolver, DisclosureResolver, RelationResolver } from './resolvers/disclosure.resolver.js';
import {
  BodyDisclosuresResolver,
  CatalogueItemDisclosuresResolver,
  DivisionDisclosuresResolver,
} from './resolvers/disclosure-lists.resolver.js';
import { BodyResolver, DivisionResolver } from './resolvers/division.resolver.js';
import { ItemDueDateResolver } from './resolvers/item-due-date.resolver.js';
import { InterpretationResolver } from './resolvers/interpretation.resolver.js';
import { DueDateResolver, LedgerResolver } from './resolvers/ledger.resolver.js';
import { NodeResolver } from './resolvers/node.resolver.js';
import { SearchResolver } from './resolvers/search.resolver.js';

type ResolverClass = new () => object;

export const publicResolvers: NonEmptyArray<ResolverClass> = [
  DivisionResolver,
  BodyResolver,
  DivisionDisclosuresResolver,
  BodyDisclosuresResolver,
  BodyLinksResolver,
  BodyLinkResolver,
  CatalogueItemDisclosuresResolver,
  CatalogueResolver,
  CatalogueItemResolver,
  ItemDueDateResolver,
  CatalogueComparisonResolver,
  CatalogueDifferenceResolver,
  FieldHistoryResolver,
  FactOriginResolver,
  ResponsibilityResolver,
  DisclosureResolver,
  DisclosureConnectionResolver,
  RelationResolver,
  InterpretationResolver,
  SearchResolver,
  LedgerResolver,
  AffectedItemsResolver,
  AffectedItemResolver,
  DueDateResolver,
  NodeResolver,
];
