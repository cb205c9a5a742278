import type { PagedList } from '../../platform/values/paged-list.js';
import type { EffectiveItem } from '../catalogue/effective-item.js';
import { recordId } from './loaders.js';
import type { PublicContext } from './public-context.js';
import type { CatalogueItemFilterInput } from './types/catalogue.type.js';

type Test = (item: EffectiveItem) => boolean;

/** The items of a division's effective catalogue that fit the filter, in display order. */
export function listItems(
  context: PublicContext,
  divisionCode: string,
  where: CatalogueItemFilterInput,
): PagedList<EffectiveItem> {
  const tests = testsOf(context, where);
  if (tests.length === 0) return context.catalogue.itemList(divisionCode);
  return context.catalogue.effectiveItems(divisionCode).filter((item) => tests.every((test) => test(item)));
}

function testsOf({ directory }: PublicContext, where: CatalogueItemFilterInput): readonly Test[] {
  const tests: Test[] = [];
  const add = <Value>(value: Value | null | undefined, test: (item: EffectiveItem, value: Value) => boolean): void => {
    if (value != null) tests.push((item) => test(item, value));
  };
  add(where.category, (item, category) => item.category === category);
  add(where.tier, (item, tier) => item.tier === tier);
  add(where.leaf, (item, leaf) => item.isLeaf === leaf);
  add(where.field, (item, field) => item.pilotField === field);
  add(where.definedAt, (item, level) => directory.division(item.definedAt)?.level === level);
  add(where.body, (item, id) => item.responsibility?.bodyId === recordId(id));
  add(where.function, (item, name) => {
    const body = item.responsibility === null ? undefined : directory.body(item.responsibility.bodyId);
    return body?.functions.includes(name) ?? false;
  });
  add(where.text?.normalize('NFKC').toLowerCase(), (item, text) =>
    [item.name, item.identifier, item.code, ...item.elements.map((element) => element.name)].some((part) =>
      part.normalize('NFKC').toLowerCase().includes(text),
    ),
  );
  return tests;
}
