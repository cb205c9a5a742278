import type { PagedList } from '../../platform/values/paged-list.js';
import type { EffectiveItem } from '../catalogue/effective-item.js';
import type { Directory } from '../jurisdictions/directory.js';
import { fallenTo } from '../jurisdictions/heirs.js';
import { carriedFunctions } from '../jurisdictions/responsible-body.js';
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
  const known = new Map<string, readonly string[]>();
  const functionsOf = (bodyId: string): readonly string[] => {
    const functions = known.get(bodyId) ?? answeredFor(directory, bodyId);
    known.set(bodyId, functions);
    return functions;
  };
  add(where.category, (item, category) => item.category === category);
  add(where.tier, (item, tier) => item.tier === tier);
  add(where.leaf, (item, leaf) => item.isLeaf === leaf);
  add(where.field, (item, field) => item.pilotField === field);
  add(where.definedAt, (item, level) => directory.division(item.definedAt)?.level === level);
  add(where.body, (item, id) => item.responsibility?.bodyId === recordId(id));
  add(where.function, (item, name) => {
    if (item.responsibility === null) return false;
    if (item.responsibility.function === name) return true;
    return functionsOf(item.responsibility.bodyId).includes(name);
  });
  add(where.text?.normalize('NFKC').toLowerCase(), (item, text) =>
    [item.name, item.identifier, item.code, ...item.elements.map((element) => element.name)].some((part) =>
      part.normalize('NFKC').toLowerCase().includes(text),
    ),
  );
  return tests;
}

/** The functions of a body, those it took over and those that fell to it. */
function answeredFor(directory: Directory, bodyId: string): readonly string[] {
  const body = directory.body(bodyId);
  const all = body === undefined ? [] : [body, ...fallenTo(directory, bodyId)];
  return all.flatMap((one) => carriedFunctions(directory, one));
}
