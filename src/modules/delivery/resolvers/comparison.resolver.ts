import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { badInput } from '../../../platform/errors/app-error.js';
import { compareDivisions } from '../../catalogue/comparison/compare-divisions.js';
import type { FieldStatement } from '../../catalogue/comparison/find-field-history.js';
import { type Connection, pageOfList, pageSize } from '../connection.js';
import { findItem } from '../find-item.js';
import type { PublicContext } from '../public-context.js';
import { CatalogueItemType, CatalogueType } from '../types/catalogue.type.js';
import {
  CatalogueDifferenceConnectionType,
  CatalogueDifferenceType,
  DifferenceArgs,
  FieldHistoryArgs,
  FieldStatementConnectionType,
} from '../types/comparison.type.js';
import type { ItemView } from '../views.js';

type Counted<Node> = Connection<Node> & { readonly totalCount: number };

@Resolver(() => CatalogueType)
export class CatalogueComparisonResolver {
  @FieldResolver(() => CatalogueDifferenceConnectionType, {
    description:
      'The items that do not hold here as at another division, field by field; a body that each of them finds by the same fact is no difference.',
  })
  differences(
    @Root() { divisionCode: hereCode }: CatalogueType,
    @Args(() => DifferenceArgs) { with: thereCode, first, after }: DifferenceArgs,
    @Ctx() { catalogue, directory }: PublicContext,
  ): Counted<CatalogueDifferenceType> {
    if (directory.division(thereCode) === undefined) throw badInput('Unknown division.', { with: thereCode });
    const differences = compareDivisions(catalogue, hereCode, thereCode).map(({ itemCode, fields }) => {
      return { itemCode, fields, hereCode, thereCode };
    });
    const name = `differences/${hereCode}/${thereCode}`;
    return pageOfList(differences, ({ itemCode }) => itemCode, { name, first: pageSize(first, 20), after });
  }
}

@Resolver(() => CatalogueDifferenceType)
export class CatalogueDifferenceResolver {
  @FieldResolver(() => CatalogueItemType, { nullable: true, description: 'Null where this division does not see it.' })
  here(@Root() { hereCode, itemCode }: CatalogueDifferenceType, @Ctx() context: PublicContext): ItemView | null {
    return findItem(context, hereCode, itemCode);
  }

  @FieldResolver(() => CatalogueItemType, { nullable: true, description: 'Null where the other one does not see it.' })
  there(@Root() { thereCode, itemCode }: CatalogueDifferenceType, @Ctx() context: PublicContext): ItemView | null {
    return findItem(context, thereCode, itemCode);
  }
}

@Resolver(() => CatalogueItemType)
export class FieldHistoryResolver {
  @FieldResolver(() => FieldStatementConnectionType, {
    description: 'What this division and those above it have said of a field, newest first, with what no longer holds.',
  })
  async history(
    @Root() { divisionCode, code: itemCode }: ItemView,
    @Args(() => FieldHistoryArgs) { field, first, after }: FieldHistoryArgs,
    @Ctx() { loaders, directory }: PublicContext,
  ): Promise<Counted<FieldStatement>> {
    const chain = directory.chain(divisionCode).map((division) => division.code);
    const all = await loaders.history.load({ itemCode, field });
    const statements = all.filter(({ origin }) => chain.includes(origin.divisionCode));
    const name = `history/${divisionCode}/${itemCode}/${field}`;
    return pageOfList(statements, ({ id }) => id, { name, first: pageSize(first, 20), after });
  }
}
