import { registerEnumType } from 'type-graphql';
import { enumOf } from '../../../platform/graphql/enum-of.js';
import {
  catalogueCategories,
  catalogueFields,
  channels,
  elementTypes,
  factStates,
} from '../../catalogue/effective-item.js';
import { disclosureAttributes, disclosureModes } from '../../content/attribute/attribute.js';
import { disclosureKinds, relationTypes } from '../../content/kinds/kind.js';
import { adminLevels, bodyKinds, divisionKinds } from '../../jurisdictions/directory.js';
import { changeKinds } from '../../ledger/ledger-entry.js';
import { validities } from '../../publication/published-version.js';
import { severities } from '../../rules/pack-rule.js';
import { termKinds, termPeriods, termTriggers, termUnits } from '../../rules/term.js';

function register<Name extends string>(name: string, names: readonly Name[]): { readonly [Key in Name]: Key } {
  const values = enumOf(names);
  registerEnumType(values, { name });
  return values;
}

export const AdminLevelEnum = register('AdminLevel', adminLevels);
export const DivisionKindEnum = register('DivisionKind', divisionKinds);
export const BodyKindEnum = register('BodyKind', bodyKinds);
export const CatalogueCategoryEnum = register('CatalogueCategory', catalogueCategories);
export const DisclosureMethodEnum = register('DisclosureMethod', ['PROACTIVE']);
export const ApplicabilityEnum = register('Applicability', ['APPLICABLE', 'NOT_APPLICABLE', 'RETIRED']);
export const ElementTypeEnum = register('ElementType', elementTypes);
export const DeadlineKindEnum = register('DeadlineKind', termKinds);
export const DeadlineTriggerEnum = register('DeadlineTrigger', termTriggers);
export const DeadlineUnitEnum = register('DeadlineUnit', termUnits);
export const DeadlinePeriodEnum = register('DeadlinePeriod', termPeriods);
export const DeadlineSeverityEnum = register('DeadlineSeverity', severities);
export const ChannelEnum = register('Channel', channels);
/** Named as `FieldOrigin.field` names them. */
export const CatalogueFieldEnum = register('CatalogueField', catalogueFields);
export const FactStateEnum = register('FactState', factStates);
export const DisclosureKindEnum = register('DisclosureKind', disclosureKinds);
export const AttributeEnum = register('Attribute', disclosureAttributes);
export const PublicationModeEnum = register('PublicationMode', disclosureModes);
export const ValidityEnum = register('Validity', validities);
export const RelationTypeEnum = register('RelationType', relationTypes);
export const DisclosureOrderEnum = register('DisclosureOrder', [
  'PUBLISHED_NEWEST',
  'PUBLISHED_OLDEST',
  'UPDATED_NEWEST',
  'TITLE',
]);
export const SearchOrderEnum = register('SearchOrder', ['RELEVANCE', 'PUBLISHED_NEWEST']);
export const ChangeKindEnum = register('ChangeKind', changeKinds);
