import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { badInput } from '../../../platform/errors/app-error.js';
import { dueDateOfItem, type ItemDueDate } from '../../catalogue/due-date-of-item.js';
import type { Body } from '../../jurisdictions/directory.js';
import { recordId } from '../loaders.js';
import type { PublicContext } from '../public-context.js';
import { CatalogueItemType } from '../types/catalogue.type.js';
import { CatalogueItemDueDateType, ItemDueDateArgs } from '../types/item-due-date.type.js';
import { divisionByCode, type ItemView } from '../views.js';

@Resolver(() => CatalogueItemType)
export class ItemDueDateResolver {
  @FieldResolver(() => CatalogueItemDueDateType, {
    nullable: true,
    description:
      'When information of this item is due here, counted from when it was formed, issued and so on. Null for a group of items, and where nothing is named that a term counts from.',
  })
  async dueDate(
    @Root() item: ItemView,
    @Args(() => ItemDueDateArgs) { triggers, body }: ItemDueDateArgs,
    @Ctx() context: PublicContext,
  ): Promise<ItemDueDate | null> {
    const moments = new Map(triggers.map(({ trigger, at }) => [trigger, at]));
    if (moments.size < triggers.length) throw badInput('Name each trigger once.');
    const { pack } = divisionByCode(context.directory, item.divisionCode);
    const bodyKind = discloser(context, item, body)?.kind ?? null;
    // Calendars are loaded without a release.
    context.madeFrom.addVolatile();
    return dueDateOfItem({ item, triggers: moments, pack, bodyKind, calendar: await context.calendar() });
  }
}

function discloser({ directory }: PublicContext, item: ItemView, named: string | null | undefined): Body | undefined {
  if (named == null) return item.responsibility === null ? undefined : directory.body(item.responsibility.bodyId);
  const body = directory.body(recordId(named) ?? '');
  if (body === undefined) throw badInput('Unknown body.');
  return body;
}
