import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { UserError } from '../../platform/errors/user-errors.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { UserErrorType } from '../../platform/graphql/user-error.type.js';
import { type AdminLevel } from '../jurisdictions/directory.js';
import { EditorialLevelEnum } from '../jurisdictions/jurisdictions.type.js';
import { type CoverageCell, type CoverageState, coverageStates } from './items/coverage-cells.js';
import {
  type ElementCoverage,
  type ElementCoveragePage,
  lackings,
  type MissingElement,
} from './elements/read-element-coverage.js';
import { type FocusGroup, focusGroups } from './focus/focus-subjects.js';
import {
  type FocusState,
  focusStates,
  type StreetCoverage,
  type SubjectCoverage,
} from './focus/read-focus-coverage.js';

export const CoverageStateEnum = enumOf(coverageStates);
registerEnumType(CoverageStateEnum, { name: 'CoverageState' });
export const ElementLackingEnum = enumOf(lackings);
registerEnumType(ElementLackingEnum, { name: 'ElementLacking' });
const FocusGroupEnum = enumOf(focusGroups);
registerEnumType(FocusGroupEnum, { name: 'FocusGroup' });
const FocusStateEnum = enumOf(focusStates);
registerEnumType(FocusStateEnum, { name: 'FocusState' });

@ObjectType({ description: 'How many pairs of division and leaf have content, a reasoned suppression, or nothing.' })
export class CoverageCounts {
  @Field(() => Int) published!: number;
  @Field(() => Int) suppressed!: number;
  @Field(() => Int) empty!: number;
}

@ObjectType()
export class CoverageOfLevel extends CoverageCounts {
  @Field(() => EditorialLevelEnum) level!: AdminLevel;
}

@ObjectType({ description: 'The division itself, or one right below it with everything that is below that.' })
export class CoverageOfPart extends CoverageCounts {
  @Field(() => ID) divisionCode!: string;
  @Field(() => String) divisionName!: string;
}

@ObjectType('CoverageCell', { description: 'How one leaf stands in one division that has to disclose it.' })
export class CoverageCellType implements CoverageCell {
  @Field(() => ID) divisionCode!: string;
  @Field(() => String) divisionName!: string;
  @Field(() => ID) itemCode!: string;
  @Field(() => String) itemName!: string;
  @Field(() => CoverageStateEnum) state!: CoverageState;
  @Field(() => Int) records!: number;
  @Field(() => Int, { description: 'Links to records of others.' }) links!: number;
  @Field(() => String, { nullable: true, description: 'Why it is suppressed there.' }) reason!: string | null;
  @Field(() => String, { description: 'For `after`.' }) cursor!: string;
}

@ObjectType('Coverage')
export class CoverageType {
  @Field(() => CoverageCounts) counts!: CoverageCounts;
  @Field(() => [CoverageOfLevel]) levels!: CoverageOfLevel[];
  @Field(() => [CoverageOfPart]) parts!: CoverageOfPart[];
  @Field(() => [CoverageCellType]) cells!: readonly CoverageCellType[];
  @Field(() => Boolean) hasNextPage!: boolean;
}

@ObjectType('MissingElement')
export class MissingElementType implements MissingElement {
  @Field(() => ID) itemCode!: string;
  @Field(() => ID) element!: string;
  @Field(() => String) name!: string;
  @Field(() => Boolean) required!: boolean;
}

@ObjectType('ElementCoverage', { description: 'A published record beside the elements that its leaves have now.' })
export class ElementCoverageType implements ElementCoverage {
  @Field(() => ID) disclosureId!: string;
  @Field(() => Int) version!: number;
  @Field(() => String) indexNo!: string;
  @Field(() => String) title!: string;
  @Field(() => ID) divisionCode!: string;
  @Field(() => [ID]) itemCodes!: readonly string[];
  @Field(() => Int) required!: number;
  @Field(() => Int) requiredGiven!: number;
  @Field(() => Int) optional!: number;
  @Field(() => Int) optionalGiven!: number;
  @Field(() => [MissingElementType]) missing!: readonly MissingElement[];
  @Field(() => String, { description: 'For `after`.' }) cursor!: string;
}

@ObjectType('ElementCoveragePage')
export class ElementCoveragePageType implements ElementCoveragePage {
  @Field(() => [ElementCoverageType]) records!: readonly ElementCoverageType[];
  @Field(() => Boolean) hasNextPage!: boolean;
}

@ObjectType('FocusSubjectCoverage')
export class SubjectCoverageType implements SubjectCoverage {
  @Field(() => ID) subject!: string;
  @Field(() => FocusGroupEnum) group!: FocusGroup;
  @Field(() => String) name!: string;
  @Field(() => FocusStateEnum) state!: FocusState;
  @Field(() => [ID]) itemCodes!: readonly string[];
  @Field(() => Int) records!: number;
  @Field(() => Int) links!: number;
}

@ObjectType('FocusStreetCoverage')
export class StreetCoverageType implements StreetCoverage {
  @Field(() => ID) divisionCode!: string;
  @Field(() => String) divisionName!: string;
  @Field(() => [SubjectCoverageType]) subjects!: readonly SubjectCoverage[];
  @Field(() => [String], { description: 'Names of subjects under which the street has no item.' })
  withoutItem!: readonly string[];
  @Field(() => [String], { description: 'Names of subjects with items and nothing published.' })
  withoutContent!: readonly string[];
}

@ObjectType()
export class SetFocusItemsPayload {
  @Field(() => [ID], { nullable: true }) itemCodes?: readonly string[];
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}
