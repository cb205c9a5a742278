import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { UserError } from '../../../platform/errors/user-errors.js';
import { enumOf } from '../../../platform/graphql/enum-of.js';
import { DateTimeScalar } from '../../../platform/graphql/scalars.js';
import { UserErrorType } from '../../../platform/graphql/user-error.type.js';
import { CatalogueFieldValueInput } from '../catalogue.input.js';
import { EditorialCatalogueFieldEnum } from '../catalogue.type.js';
import type { CatalogueField } from '../effective-item.js';
import type { TakenTemplate } from './instantiate-template.js';
import type { TakenRow } from './take-row-over.js';
import {
  type DriftDifference,
  type DriftRow,
  type DriftState,
  driftStates,
  type TemplateDrift,
} from './template-drift.js';
import type { Template, TemplateVersion } from './template.js';

export const CatalogueDriftStateEnum = enumOf(driftStates);
registerEnumType(CatalogueDriftStateEnum, { name: 'CatalogueTemplateRowState' });

@ObjectType('CatalogueTemplate', { description: 'A pack of rows for a pilot field.' })
export class CatalogueTemplateType implements Template {
  @Field(() => ID) code!: string;
  @Field(() => String) name!: string;
  @Field(() => String) pilotField!: string;
  @Field(() => ID, { description: 'Who issued it.' }) divisionCode!: string;
  @Field(() => Int, { description: 'The newest one.' }) version!: number;
}

@ObjectType('CatalogueTemplateVersion')
export class CatalogueTemplateVersionType implements TemplateVersion {
  @Field(() => Int) version!: number;
  @Field(() => String, { nullable: true }) note!: string | null;
  @Field(() => ID) accountId!: string;
  @Field(() => DateTimeScalar) at!: Date;
  @Field(() => Int, { description: 'How many.' }) rows!: number;
}

@ObjectType('CatalogueTemplateColumn', { description: 'One column of a row, in words.' })
export class CatalogueTemplateColumnType {
  @Field(() => EditorialCatalogueFieldEnum) field!: CatalogueField;
  @Field(() => String) label!: string;
  @Field(() => String) value!: string;
}

@ObjectType('CatalogueTemplateRow')
export class CatalogueTemplateRowType {
  @Field(() => ID, { description: 'The same from version to version.' }) key!: string;
  @Field(() => ID, { nullable: true, description: 'The item of the catalogue that the row is about.' })
  itemCode!: string | null;
  @Field(() => ID) parentCode!: string;
  @Field(() => String) identifier!: string;
  @Field(() => [CatalogueTemplateColumnType]) columns!: CatalogueTemplateColumnType[];
}

@ObjectType('CatalogueTemplateDifference')
export class CatalogueTemplateDifferenceType implements DriftDifference {
  @Field(() => EditorialCatalogueFieldEnum) field!: DriftDifference['field'];
  @Field(() => String) label!: string;
  @Field(() => String, { description: 'As the version says that was taken over.' }) taken!: string;
  @Field(() => String) newest!: string;
  @Field(() => String, { nullable: true, description: 'As it holds at the division now.' }) current!: string | null;
  @Field(() => Boolean, { description: 'Whether it holds otherwise than the version says that was taken over.' })
  departed!: boolean;
}

@ObjectType('CatalogueTemplateRowDrift')
export class CatalogueTemplateRowDriftType implements DriftRow {
  @Field(() => ID) key!: string;
  @Field(() => String) name!: string;
  @Field(() => CatalogueDriftStateEnum) state!: DriftState;
  @Field(() => ID, { nullable: true, description: 'The item that the row is at the division.' })
  itemCode!: string | null;
  @Field(() => Int, { nullable: true }) takenVersion!: number | null;
  @Field(() => Int, { nullable: true, description: 'What waits in an edition to be published.' })
  pendingVersion!: number | null;
  @Field(() => [CatalogueTemplateDifferenceType]) differences!: readonly DriftDifference[];
}

@ObjectType('CatalogueTemplateDrift', { description: 'What a division took over, beside the newest version.' })
export class CatalogueTemplateDriftType implements TemplateDrift {
  @Field(() => ID) divisionCode!: string;
  @Field(() => CatalogueTemplateType) template!: Template;
  @Field(() => [CatalogueTemplateRowDriftType]) rows!: readonly DriftRow[];
}

@ObjectType('CatalogueTemplateTakenRow')
export class CatalogueTemplateTakenRowType implements TakenRow {
  @Field(() => ID) key!: string;
  @Field(() => ID) itemCode!: string;
  @Field(() => Int) version!: number;
  @Field(() => Boolean, { description: 'Whether the item came with the row.' }) added!: boolean;
  @Field(() => [EditorialCatalogueFieldEnum]) changed!: readonly CatalogueField[];
  @Field(() => [EditorialCatalogueFieldEnum], {
    description:
      'What the row says and the division could not take over: the level above, or a body of its own, settles it.',
  })
  left!: readonly CatalogueField[];
}

@ObjectType('CatalogueTemplateTaken')
export class CatalogueTemplateTakenType implements TakenTemplate {
  @Field(() => ID) templateCode!: string;
  @Field(() => Int) version!: number;
  @Field(() => [CatalogueTemplateTakenRowType]) rows!: readonly TakenRow[];
  @Field(() => [ID], { description: 'Rows that the division holds already.' }) held!: readonly string[];
}

@InputType()
export class CatalogueTemplateRowInput {
  @Field(() => ID, { description: 'The same from version to version.' }) key!: string;
  @Field(() => ID, { nullable: true, description: 'The item of the catalogue that the row is about.' })
  itemCode?: string | null;
  @Field(() => ID, { description: 'Under what the leaf is added where a division does not have it.' })
  parentCode!: string;
  @Field(() => String) identifier!: string;
  @Field(() => CatalogueFieldValueInput, { description: 'All columns of a leaf.' }) columns!: CatalogueFieldValueInput;
}

@InputType()
export class IssueTemplateInput {
  @Field(() => ID) divisionCode!: string;
  @Field(() => ID, { description: 'Its next version where it exists.' }) code!: string;
  @Field(() => String) name!: string;
  @Field(() => String) pilotField!: string;
  @Field(() => String, { nullable: true }) note?: string | null;
  @Field(() => Int, { nullable: true, description: 'The newest version that was seen, 0 for none.' })
  expectedVersion?: number | null;
  @Field(() => [CatalogueTemplateRowInput]) rows!: CatalogueTemplateRowInput[];
}

@InputType()
export class InstantiateTemplateInput {
  @Field(() => ID) divisionCode!: string;
  @Field(() => ID) templateCode!: string;
  @Field(() => Int, { nullable: true, description: 'Left out: the newest.' }) templateVersion?: number | null;
  @Field(() => [ID], { nullable: true, description: 'Left out: all rows.' }) keys?: string[] | null;
  @Field(() => ID, { nullable: true }) editionId?: string | null;
}

@InputType()
export class AcceptTemplateRowInput {
  @Field(() => ID) divisionCode!: string;
  @Field(() => ID) templateCode!: string;
  @Field(() => ID) key!: string;
  @Field(() => Int, { nullable: true, description: 'Left out: the newest.' }) templateVersion?: number | null;
  @Field(() => ID, { nullable: true }) editionId?: string | null;
}

@ObjectType()
export class IssueTemplatePayload {
  @Field(() => CatalogueTemplateType, { nullable: true }) template?: Template;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class InstantiateTemplatePayload {
  @Field(() => CatalogueTemplateTakenType, { nullable: true }) taken?: TakenTemplate;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}

@ObjectType()
export class AcceptTemplateRowPayload {
  @Field(() => CatalogueTemplateTakenRowType, { nullable: true }) row?: TakenRow;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}
