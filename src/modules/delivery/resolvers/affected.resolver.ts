import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type Connection, PageArgs, pageOfList, pageSize } from '../connection.js';
import { findItem } from '../find-item.js';
import type { PublicContext } from '../public-context.js';
import { CatalogueItemType } from '../types/catalogue.type.js';
import { DivisionType } from '../types/division.type.js';
import { AffectedItemConnectionType, AffectedItemType, ChangeType } from '../types/ledger.type.js';
import { type DivisionView, divisionByCode, type ItemView, itemId } from '../views.js';

@Resolver(() => ChangeType)
export class AffectedItemsResolver {
  @FieldResolver(() => AffectedItemConnectionType, {
    nullable: true,
    description:
      'Exactly the items, each at a division, that say something else since a change of the catalogue, or are seen no longer or only now; by item and division. Items above and below the one that was spoken of are among them where it changed who sees them. Null for changes of anything else.',
  })
  async affected(
    @Root() change: ChangeType,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() { loaders }: PublicContext,
  ): Promise<(Connection<AffectedItemType> & { readonly totalCount: number }) | null> {
    const { itemCode: cause, sequence } = change;
    if (cause === null) return null;
    const page = { name: `affected/${sequence}/${cause}`, first: pageSize(first, 20), after: after ?? null };
    const affected = (await loaders.affected.load(sequence)).filter(({ causes }) => causes.includes(cause));
    const pairs = affected.flatMap(({ itemCode, divisionCodes }) =>
      divisionCodes.map((divisionCode) => ({ subject: itemId(divisionCode, itemCode), itemCode, divisionCode })),
    );
    return pageOfList(pairs, ({ divisionCode, itemCode }) => `${divisionCode}/${itemCode}`, page);
  }
}

@Resolver(() => AffectedItemType)
export class AffectedItemResolver {
  @FieldResolver(() => DivisionType)
  division(@Root() { divisionCode }: AffectedItemType, @Ctx() { directory }: PublicContext): DivisionView {
    return divisionByCode(directory, divisionCode);
  }

  @FieldResolver(() => CatalogueItemType, {
    nullable: true,
    description: 'As it holds at the sequence of this answer; null where the division does not see it.',
  })
  item(@Root() { divisionCode, itemCode }: AffectedItemType, @Ctx() context: PublicContext): ItemView | null {
    return findItem(context, divisionCode, itemCode);
  }
}
