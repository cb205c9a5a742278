import { refuse } from '../../platform/errors/user-errors.js';
import { plainTitle } from '../rules/laws/plain-citation.js';
import type { Term } from '../rules/term.js';
import type * as inputs from './catalogue.input.js';
import type { BasisValue, ElementValue } from './catalogue-fact.js';
import type { Assignment } from './effective-item.js';
import type { Additions } from './editing/check-additions.js';
import type { ColumnValues } from './editing/check-columns.js';

/**
 * What a client sent, as the verbs take it: members that were left out stay out, null stays an explicit empty value.
 */
export function readColumns(value: inputs.CatalogueFieldValueInput): ColumnValues {
  return {
    name: value.name,
    elements: value.elements === undefined ? undefined : (value.elements ?? []).map(elementOf),
    bases: value.bases === undefined ? undefined : (value.bases ?? []).map(basisOf),
    deadline: value.deadline ? termOf(value.deadline) : value.deadline,
    responsibility: value.responsibility ? responsibilityOf(value.responsibility) : value.responsibility,
    channels: value.channels === undefined ? undefined : (value.channels ?? []),
    audience: value.audience === undefined ? undefined : { specific: value.audience?.specific ?? null },
    levels: value.levels === undefined ? undefined : (value.levels ?? []),
    note: value.note,
  };
}

export function readAdditions({ elements, bases, channels }: inputs.CatalogueAdditionsInput): Additions {
  return {
    elements: elements?.map(elementOf),
    bases: bases?.map(basisOf),
    channels: channels ?? undefined,
  };
}

function elementOf(input: inputs.CatalogueElementInput): ElementValue {
  const identifier = input.identifier ?? input.id.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
  const { id, name, type, required } = input;
  return { id, name, identifier, type, required, values: input.values ?? [] };
}

function basisOf({ title, docNo = null, clause = null }: inputs.CatalogueBasisInput): BasisValue {
  return { title: plainTitle(title), docNo, clause };
}

function termOf({ kind, trigger, amount = null, unit = null, ...input }: inputs.CatalogueTermInput): Term {
  return {
    kind,
    trigger,
    amount,
    unit,
    ...(input.period ? { period: input.period } : {}),
    ...(input.fixedDates ? { fixedDates: input.fixedDates } : {}),
    ...(input.citation ? { citation: basisOf(input.citation) } : {}),
  };
}

function responsibilityOf(input: inputs.CatalogueResponsibilityInput): Assignment {
  const each = input.eachBody ? { eachBody: true } : {};
  if (input.bodyId && !input.function) return { bodyId: input.bodyId, ...each };
  if (input.function && !input.bodyId) return { function: input.function, ...each };
  const message = '公开主体应为一个机关或一项职能。';
  refuse({ code: 'INVALID', path: ['value', 'responsibility'], message, rule: 'CAT-11' });
}
