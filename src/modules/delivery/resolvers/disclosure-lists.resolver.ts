import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import type { DisclosureOrder } from '../../publication/list-disclosures.js';
import { PageArgs } from '../connection.js';
import { bodyWithPredecessors, type CountedConnection, listDisclosures } from '../list-disclosures.js';
import type { PublicContext } from '../public-context.js';
import { CatalogueItemType } from '../types/catalogue.type.js';
import { BodyType, DivisionType } from '../types/division.type.js';
import { DisclosureConnectionType, DisclosureFilterInput } from '../types/disclosure.type.js';
import { DisclosureOrderEnum } from '../types/enums.js';
import type { BodyView, DivisionView, ItemView } from '../views.js';

@ArgsType()
export class DisclosureListArgs extends PageArgs {
  @Field(() => DisclosureFilterInput, { nullable: true }) where?: DisclosureFilterInput | null;
  @Field(() => DisclosureOrderEnum, { defaultValue: 'PUBLISHED_NEWEST', nullable: true })
  orderBy!: DisclosureOrder | null;
}

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
