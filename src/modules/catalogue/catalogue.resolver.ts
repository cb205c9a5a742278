import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Sql } from '../../platform/db/sql.js';
import { badInput } from '../../platform/errors/app-error.js';
import { type EditorialContext, mutate, signedIn } from '../identity/editorial-context.js';
import { addItem } from './add-item.js';
import { addItems, type ItemInput } from './add-items.js';
import { addLocalItem } from './add-local-item.js';
import { appendToField } from './append-to-field.js';
import * as inputs from './catalogue.input.js';
import * as types from './catalogue.type.js';
import { dueDateOfItem, type ItemDueDate } from './due-date-of-item.js';
import { loadersOf } from './editorial-loaders.js';
import { findEdition } from './editions/find-edition.js';
import { previewEdition } from './editions/preview-edition.js';
import type { EffectiveItem } from './effective-item.js';
import { EditorialItemDueDateType, EditorialTriggeredInput } from './item-due-date.type.js';
import { findEffectiveItem } from './find-effective-item.js';
import type { OwnFact } from './list-own-facts.js';
import { lockField } from './lock-field.js';
import { type OverrideField, overrideField } from './override-field.js';
import { readAdditions, readColumns } from './read-columns.js';
import { resetField } from './reset-field.js';
import { retireItem } from './retire-item.js';
import { suppressItem } from './suppress-item.js';
import { unlockField } from './unlock-field.js';

/** What the editor of an edition sees is the edition. */
async function changedItem(db: Sql, change: types.EditorialCatalogueChangeType): Promise<EffectiveItem | null> {
  const { divisionCode, itemCode, editionId } = change;
  const edition = editionId === null ? null : await findEdition(db, editionId);
  if (edition === null) return findEffectiveItem(db, { divisionCode, itemCode });
  return (await previewEdition(db, edition)).effectiveItem(divisionCode, itemCode) ?? null;
}

@Resolver(() => types.EditorialCatalogueItemType)
export class EditorialCatalogueItemResolver {
  @Query(() => types.EditorialCatalogueItemType, { nullable: true })
  editorialCatalogueItem(
    @Arg('division', () => ID) divisionCode: string,
    @Arg('code', () => ID) itemCode: string,
    @Ctx() context: EditorialContext,
  ): Promise<EffectiveItem | null> {
    signedIn(context);
    return findEffectiveItem(context.db, { divisionCode, itemCode });
  }

  @FieldResolver(() => [types.EditorialOwnFactType])
  ownFacts(@Root() item: EffectiveItem, @Ctx() context: EditorialContext): Promise<readonly OwnFact[]> {
    return loadersOf(context).ownFacts.load({ divisionCode: item.divisionCode, itemCode: item.code });
  }

  @FieldResolver(() => EditorialItemDueDateType, {
    nullable: true,
    description: 'When information of this item is due here, counted from when it was formed, issued and so on.',
  })
  async dueDate(
    @Root() item: EffectiveItem,
    @Arg('triggers', () => [EditorialTriggeredInput], { description: 'Each trigger once.' })
    triggers: EditorialTriggeredInput[],
    @Ctx() context: EditorialContext,
  ): Promise<ItemDueDate | null> {
    const moments = new Map(triggers.map(({ trigger, at }) => [trigger, at]));
    if (moments.size < triggers.length) throw badInput('每种起算事由只能填写一次。');
    const { directory, calendar } = await loadersOf(context).counting.load('now');
    const pack = directory.division(item.divisionCode)?.pack;
    if (pack === undefined) return null;
    const bodyKind = directory.body(item.responsibility?.bodyId ?? '')?.kind ?? null;
    return dueDateOfItem({ item, triggers: moments, pack, bodyKind, calendar });
  }
}

@Resolver(() => types.EditorialCatalogueChangeType)
export class EditorialCatalogueChangeResolver {
  @FieldResolver(() => types.EditorialCatalogueItemType, {
    nullable: true,
    description: 'The item as it holds at the division after the change.',
  })
  item(
    @Root() change: types.EditorialCatalogueChangeType,
    @Ctx() { db }: EditorialContext,
  ): Promise<EffectiveItem | null> {
    return changedItem(db, change);
  }
}

@Resolver()
export class EditorialCatalogueResolver {
  @Mutation(() => types.AddItemPayload)
  addItem(@Arg('input', () => inputs.AddItemInput) input: inputs.AddItemInput, @Ctx() context: EditorialContext) {
    const { divisionCode, editionId } = input;
    return mutate(context, async (tx, actor) => ({
      added: await addItem(tx, actor, { divisionCode, editionId, ...itemOf(input) }),
    }));
  }

  @Mutation(() => types.AddItemsPayload, { description: 'Several items in one release; parents before children.' })
  addItems(@Arg('input', () => inputs.AddItemsInput) input: inputs.AddItemsInput, @Ctx() context: EditorialContext) {
    const { divisionCode, editionId } = input;
    return mutate(context, async (tx, actor) => ({
      added: await addItems(tx, actor, { divisionCode, editionId, items: input.items.map(itemOf) }),
    }));
  }

  @Mutation(() => types.AddLocalItemPayload)
  addLocalItem(
    @Arg('input', () => inputs.AddLocalItemInput) input: inputs.AddLocalItemInput,
    @Ctx() context: EditorialContext,
  ) {
    const { divisionCode, editionId, parentCode, identifier, columns } = input;
    const local = { divisionCode, editionId, parentCode, identifier };
    return mutate(context, async (tx, actor) => ({
      added: await addLocalItem(tx, actor, { ...local, columns: readColumns(columns) }),
    }));
  }

  @Mutation(() => types.OverrideFieldPayload)
  overrideField(
    @Arg('input', () => inputs.OverrideFieldInput) input: inputs.OverrideFieldInput,
    @Ctx() context: EditorialContext,
  ) {
    return mutate(context, async (tx, actor) => ({
      change: await overrideField(tx, actor, { ...changeOf(input), value: readColumns(input.value) }),
    }));
  }

  @Mutation(() => types.AppendToFieldPayload)
  appendToField(
    @Arg('input', () => inputs.AppendToFieldInput) input: inputs.AppendToFieldInput,
    @Ctx() context: EditorialContext,
  ) {
    return mutate(context, async (tx, actor) => ({
      change: await appendToField(tx, actor, { ...changeOf(input), value: readAdditions(input.value) }),
    }));
  }

  @Mutation(() => types.ResetFieldPayload)
  resetField(
    @Arg('input', () => inputs.ResetFieldInput) input: inputs.ResetFieldInput,
    @Ctx() context: EditorialContext,
  ) {
    return mutate(context, async (tx, actor) => ({ change: await resetField(tx, actor, input) }));
  }

  @Mutation(() => types.LockFieldPayload)
  lockField(@Arg('input', () => inputs.LockFieldInput) input: inputs.LockFieldInput, @Ctx() context: EditorialContext) {
    return mutate(context, async (tx, actor) => {
      const { conflicts, ...change } = await lockField(tx, actor, input);
      return { change, conflicts };
    });
  }

  @Mutation(() => types.UnlockFieldPayload)
  unlockField(
    @Arg('input', () => inputs.UnlockFieldInput) input: inputs.UnlockFieldInput,
    @Ctx() context: EditorialContext,
  ) {
    return mutate(context, async (tx, actor) => ({ change: await unlockField(tx, actor, input) }));
  }

  @Mutation(() => types.SuppressItemPayload)
  suppressItem(
    @Arg('input', () => inputs.SuppressItemInput) input: inputs.SuppressItemInput,
    @Ctx() context: EditorialContext,
  ) {
    return mutate(context, async (tx, actor) => ({ change: await suppressItem(tx, actor, input) }));
  }

  @Mutation(() => types.RetireItemPayload)
  retireItem(
    @Arg('input', () => inputs.RetireItemInput) input: inputs.RetireItemInput,
    @Ctx() context: EditorialContext,
  ) {
    return mutate(context, async (tx, actor) => ({ change: await retireItem(tx, actor, input) }));
  }
}

function changeOf({
  divisionCode,
  itemCode,
  editionId,
  reason,
  basis,
  expectedFactId,
}: inputs.OverrideFieldInput | inputs.AppendToFieldInput): Omit<OverrideField, 'value'> {
  return { divisionCode, itemCode, editionId, reason, basis, expectedFactId };
}

function itemOf({ columns, ...item }: inputs.CatalogueItemInput): ItemInput {
  return {
    code: item.code,
    parentCode: item.parentCode,
    category: item.category,
    isLeaf: item.isLeaf,
    identifier: item.identifier,
    pilotField: item.pilotField,
    columns: readColumns(columns),
  };
}
