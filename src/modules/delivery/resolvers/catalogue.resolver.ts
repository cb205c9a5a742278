import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { FactOrigin } from '../../catalogue/effective-item.js';
import { pageOfList, pageSize } from '../connection.js';
import { findItem } from '../find-item.js';
import { listItems } from '../list-items.js';
import type { PublicContext } from '../public-context.js';
import { CatalogueItemListArgs } from '../types/args.type.js';
import {
  CatalogueItemConnectionType,
  CatalogueItemType,
  CatalogueType,
  FactOriginType,
  ResponsibilityType,
} from '../types/catalogue.type.js';
import { BodyType, DivisionType } from '../types/division.type.js';
import { type BodyView, bodyById, type DivisionView, divisionByCode, type ItemView, itemView } from '../views.js';

@Resolver(() => CatalogueType)
export class CatalogueResolver {
  @Query(() => CatalogueType, {
    nullable: true,
    description: 'The effective catalogue of a division, resolved through its ancestors. Null for an unknown division.',
  })
  catalogue(@Arg('division', () => ID) code: string, @Ctx() { directory }: PublicContext): CatalogueType | null {
    return directory.division(code) === undefined ? null : { divisionCode: code };
  }

  @Query(() => CatalogueItemType, { nullable: true })
  catalogueItem(
    @Arg('division', () => ID) divisionCode: string,
    @Arg('code', () => ID) code: string,
    @Ctx() context: PublicContext,
  ): ItemView | null {
    return findItem(context, divisionCode, code);
  }

  @FieldResolver(() => DivisionType)
  division(@Root() root: CatalogueType, @Ctx() { directory }: PublicContext): DivisionView {
    return divisionByCode(directory, root.divisionCode);
  }

  @FieldResolver(() => [CatalogueItemType])
  roots(@Root() root: CatalogueType, @Ctx() { catalogue }: PublicContext): ItemView[] {
    return catalogue
      .effectiveItems(root.divisionCode)
      .filter((item) => item.parentCode === null)
      .map(itemView);
  }

  @FieldResolver(() => CatalogueItemType, { nullable: true })
  item(
    @Root() root: CatalogueType,
    @Arg('code', () => ID) code: string,
    @Ctx() context: PublicContext,
  ): ItemView | null {
    return findItem(context, root.divisionCode, code);
  }

  @FieldResolver(() => CatalogueItemConnectionType)
  items(
    @Root() root: CatalogueType,
    @Args(() => CatalogueItemListArgs) { where, first, after }: CatalogueItemListArgs,
    @Ctx() context: PublicContext,
  ): CatalogueItemConnectionType {
    const items = listItems(context, root.divisionCode, where ?? {});
    const name = `items/${root.divisionCode}`;
    const page = pageOfList(items, (item) => item.code, { name, first: pageSize(first, 50), after });
    return { ...page, edges: page.edges.map((edge) => ({ cursor: edge.cursor, node: typed(itemView(edge.node)) })) };
  }
}

@Resolver(() => CatalogueItemType)
export class CatalogueItemResolver {
  @FieldResolver(() => DivisionType)
  division(@Root() item: ItemView, @Ctx() { directory }: PublicContext): DivisionView {
    return divisionByCode(directory, item.divisionCode);
  }

  @FieldResolver(() => DivisionType, {
    description: 'Where the item itself was defined: the city, or a district or street for a local item.',
  })
  definedAt(@Root() item: ItemView, @Ctx() { directory }: PublicContext): DivisionView {
    return divisionByCode(directory, item.definedAt);
  }

  @FieldResolver(() => CatalogueItemType, { nullable: true })
  parent(@Root() item: ItemView, @Ctx() context: PublicContext): ItemView | null {
    return item.parentCode === null ? null : findItem(context, item.divisionCode, item.parentCode);
  }

  @FieldResolver(() => [CatalogueItemType])
  children(@Root() item: ItemView, @Ctx() context: PublicContext): ItemView[] {
    return item.childCodes.flatMap((code) => findItem(context, item.divisionCode, code) ?? []);
  }
}

@Resolver(() => FactOriginType)
export class FactOriginResolver {
  @FieldResolver(() => DivisionType)
  division(@Root() origin: FactOrigin, @Ctx() { directory }: PublicContext): DivisionView {
    return divisionByCode(directory, origin.divisionCode);
  }
}

@Resolver(() => ResponsibilityType)
export class ResponsibilityResolver {
  @FieldResolver(() => BodyType)
  body(@Root() responsibility: ResponsibilityType, @Ctx() { directory }: PublicContext): BodyView {
    return bodyById(directory, responsibility.bodyId);
  }
}

/** The schema's class describes what the view already holds; its remaining fields have resolvers. */
function typed(view: ItemView): CatalogueItemType {
  return Object.assign(new CatalogueItemType(), view);
}
