import { toGlobalId } from '../../platform/graphql/global-id.js';
import type { EffectiveItem } from '../catalogue/effective-item.js';
import type { Body, Directory, Division } from '../jurisdictions/directory.js';

/** A division as the schema shows it: with its opaque id. */
export type DivisionView = Division & { readonly id: string };
/** An effective item as the schema shows it. */
export type ItemView = EffectiveItem & { readonly id: string; readonly method: 'PROACTIVE' };
export type BodyView = Body;

export function divisionView(division: Division): DivisionView {
  return { ...division, id: toGlobalId('Division', division.code) };
}

export function divisionByCode(directory: Directory, code: string): DivisionView {
  const division = directory.division(code);
  if (division === undefined) throw new Error(`The directory has no division ${code}.`);
  return divisionView(division);
}

export function bodyById(directory: Directory, id: string): BodyView {
  const body = directory.body(id);
  if (body === undefined) throw new Error(`The directory has no body ${id}.`);
  return body;
}

export function itemId(divisionCode: string, itemCode: string): string {
  return toGlobalId('CatalogueItem', `${divisionCode}/${itemCode}`);
}

export function itemView(item: EffectiveItem): ItemView {
  return { ...item, id: itemId(item.divisionCode, item.code), method: 'PROACTIVE' };
}
