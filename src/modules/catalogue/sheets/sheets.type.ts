import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { UserError, UserErrorCode } from '../../../platform/errors/user-errors.js';
import type { Explanation } from '../../../platform/errors/explanation.js';
import { enumOf } from '../../../platform/graphql/enum-of.js';
import { ExplanationType, UserErrorType } from '../../../platform/graphql/user-error.type.js';
import type { SheetReport } from './import-catalogue-sheet.js';
import type { SheetFault } from './read-sheet.js';
import { type SheetFormat, sheetFormats } from './sheet-file.js';

export const CatalogueSheetFormatEnum = enumOf(sheetFormats);
registerEnumType(CatalogueSheetFormatEnum, { name: 'CatalogueSheetFormat' });

@InputType()
export class ImportCatalogueSheetInput {
  @Field(() => ID) divisionCode!: string;
  @Field(() => CatalogueSheetFormatEnum) format!: SheetFormat;
  @Field(() => String, { description: 'The file in Base64: a table in the layout of the export, at most 2 MB.' })
  content!: string;
  @Field(() => Boolean, { description: 'True: says what would happen, and changes nothing.' }) dryRun!: boolean;
  @Field(() => ID, { nullable: true, description: 'What the changes are proposed in; a dry run may do without.' })
  editionId?: string | null;
}

@ObjectType('CatalogueSheetFault', { description: 'One fault of a sheet, by the cell to look at.' })
export class CatalogueSheetFaultType implements SheetFault {
  @Field(() => String, { description: 'As people name it, e.g. C7.' }) cell!: string;
  @Field(() => String) code!: UserErrorCode;
  @Field(() => String, { nullable: true }) rule!: string | null;
  @Field(() => String) message!: string;
  @Field(() => ExplanationType, { nullable: true, description: 'The rule, and the values that forbid it.' })
  explanation?: Explanation;
}

@ObjectType('CatalogueSheetReport')
export class CatalogueSheetReportType implements SheetReport {
  @Field(() => Boolean) dryRun!: boolean;
  @Field(() => Int, { description: 'Items that the sheet holds.' }) rows!: number;
  @Field(() => Int, {
    description: 'What the sheet changes; proposed only where there is no fault and it was no dry run.',
  })
  changes!: number;
  @Field(() => [CatalogueSheetFaultType]) faults!: readonly SheetFault[];
  @Field(() => [ID], { description: 'Codes of leaves that the sheet does not have: they stay as they are.' })
  absent!: readonly string[];
  @Field(() => ID, { nullable: true }) editionId!: string | null;
}

@ObjectType()
export class ImportCatalogueSheetPayload {
  @Field(() => CatalogueSheetReportType, { nullable: true }) report?: SheetReport;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}
