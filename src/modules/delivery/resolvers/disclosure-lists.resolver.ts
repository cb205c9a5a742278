import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { bodyWithPredecessors, type CountedConnection, listDisclosures } from '../list-disclosures.js';
import type { PublicContext } from '../public-context.js';
import { DisclosureListArgs } from '../types/args.type.js';
import { CatalogueItemType } from '../types/catalogue.type.js';
import { BodyType, DivisionType } from '../types/division.type.js';
import { DisclosureConnectionType } from '../types/disclosure.type.js';
import type { BodyView, DivisionView, ItemView } from '../views.js';

@Resolver(() => DivisionType)
export class DivisionDisclosuresResolver {
  @FieldResolver(() => DisclosureConnectionType)
  disclosures(
    @Root() division: DivisionView,
    @Args(() => DisclosureListArgs) page: DisclosureListArgs,
    @Ctx() context: PublicContext,
  ): Promise<CountedConnection> {
    const below = page.where?.includeDescendants === true && page.where.division == null;
    const codes = below ? context.directory.subtree(division.code).map(({ code }) => code) : [division.code];
    return listDisclosures(context, page, { divisionCodes: codes });
  }
}

@Resolver(() => BodyType)
export class BodyDisclosuresResolver {
  @FieldResolver(() => DisclosureConnectionType)
  disclosures(
    @Root() body: BodyView,
    @Args(() => DisclosureListArgs) page: DisclosureListArgs,
    @Ctx() context: PublicContext,
  ): Promise<CountedConnection> {
    return listDisclosures(context, page, { bodyIds: bodyWithPredecessors(context, body.id) });
  }
}

@Resolver(() => CatalogueItemType)
export class CatalogueItemDisclosuresResolver {
  @FieldResolver(() => DisclosureConnectionType)
  disclosures(
    @Root() item: ItemView,
    @Args(() => DisclosureListArgs) page: DisclosureListArgs,
    @Ctx() context: PublicContext,
  ): Promise<CountedConnection> {
    return listDisclosures(context, page, {
      divisionCodes: [item.divisionCode],
      itemCodes: context.catalogue.leafCodesUnder(item.code),
    });
  }
}
