import type { AdminLevel } from '../../jurisdictions/directory.js';
import type { CatalogueFact } from '../catalogue-fact.js';
import {
  type Assignment,
  type CatalogueField,
  catalogueFields,
  type EffectiveItem,
  type FactOrigin,
  type FieldOrigin,
} from '../effective-item.js';
import { mergeDeadline } from './merge-deadline.js';
import { mergeBases, mergeChannels, mergeElements } from './merge-lists.js';

/** All of an effective item that follows from its facts alone, whichever division below reads it. */
export interface MergedFields
  extends Pick<
    EffectiveItem,
    'name' | 'elements' | 'bases' | 'deadline' | 'channels' | 'audience' | 'levels' | 'note' | 'fieldOrigins'
  > {
  readonly responsibility: Assignment | null;
  readonly suppressed: boolean;
  /** The divisions that state a basis of their own: what outlives a retirement above (R-I12). */
  readonly basisDivisions: readonly string[];
}

type Of<Field extends CatalogueField> = Extract<CatalogueFact, { readonly field: Field }>;

/** `facts`: what contributes, each field in merge order with its lock last; both resolvers end here. */
export function mergeFields(
  facts: readonly CatalogueFact[],
  levelOf: (divisionCode: string) => AdminLevel,
): MergedFields {
  const origins = new Map<string, FactOrigin>();
  const originOf = (fact: Omit<CatalogueFact, 'field' | 'value'>): FactOrigin => {
    const known = origins.get(fact.id) ?? describe(fact, levelOf(fact.divisionCode));
    origins.set(fact.id, known);
    return known;
  };
  const bases = values(facts, 'bases');
  const deadline = mergeDeadline(values(facts, 'deadline'), originOf);
  return {
    name: last(facts, 'name')?.value ?? '',
    elements: mergeElements(values(facts, 'elements'), originOf),
    bases: mergeBases(bases, originOf),
    deadline: deadline.deadline,
    responsibility: last(facts, 'responsibility')?.value ?? null,
    channels: mergeChannels(values(facts, 'channels'), originOf),
    audience: audienceOf(last(facts, 'audience')),
    levels: last(facts, 'levels')?.value ?? [],
    note: last(facts, 'note')?.value ?? null,
    suppressed: values(facts, 'applicability').some((fact) => fact.state === 'SUPPRESS'),
    basisDivisions: bases.filter((fact) => (fact.value ?? []).length > 0).map((fact) => fact.divisionCode),
    fieldOrigins: catalogueFields.map((field) => {
      const ordered = field === 'deadline' ? deadline.facts : values(facts, field);
      return fieldOrigin(field, [...ordered, ...locks(facts, field)].map(originOf));
    }),
  };
}

function values<Field extends CatalogueField>(facts: readonly CatalogueFact[], field: Field): Of<Field>[] {
  return facts.filter((fact): fact is Of<Field> => fact.field === field && fact.slot !== 'LOCK');
}

function locks(facts: readonly CatalogueFact[], field: CatalogueField): CatalogueFact[] {
  return facts.filter((fact) => fact.field === field && fact.slot === 'LOCK');
}

function last<Field extends CatalogueField>(facts: readonly CatalogueFact[], field: Field): Of<Field> | undefined {
  return values(facts, field).at(-1);
}

function audienceOf(fact: Of<'audience'> | undefined): EffectiveItem['audience'] {
  const specific = fact?.value?.specific ?? null;
  return { allSociety: specific === null, specific };
}

function fieldOrigin(field: CatalogueField, origins: readonly FactOrigin[]): FieldOrigin {
  return { field, locked: origins.some((origin) => origin.state === 'LOCK'), origins };
}

function describe(fact: Omit<CatalogueFact, 'field' | 'value'>, level: AdminLevel): FactOrigin {
  return {
    divisionCode: fact.divisionCode,
    level,
    state: fact.state,
    since: fact.since,
    at: fact.at,
    basis: fact.basis,
    reason: fact.reason,
    rule: fact.rule,
  };
}
