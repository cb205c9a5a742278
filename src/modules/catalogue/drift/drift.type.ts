import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import type { UserError } from '../../../platform/errors/user-errors.js';
import { enumOf } from '../../../platform/graphql/enum-of.js';
import { UserErrorType } from '../../../platform/graphql/user-error.type.js';
import type { Task } from '../../tasks/task.js';
import { TaskType } from '../../tasks/task.type.js';
import { CatalogueFieldValueInput } from '../catalogue.input.js';
import { EditorialCatalogueChangeType } from '../catalogue.type.js';
import type { CatalogueChange } from '../editing/change-fact.js';
import { type ConflictDecision, conflictDecisions } from './resolve-conflict.js';

const ConflictDecisionEnum = enumOf(conflictDecisions);
registerEnumType(ConflictDecisionEnum, {
  name: 'ConflictDecision',
  description:
    'KEEP: the own value stays, and counts where it is the stricter. ACCEPT: it is taken back. MERGE: another own value; of a list the own additions without what stands above now.',
});

@InputType()
export class ResolveConflictInput {
  @Field(() => ID) taskId!: string;
  @Field(() => ConflictDecisionEnum) decision!: ConflictDecision;
  @Field(() => CatalogueFieldValueInput, {
    nullable: true,
    description:
      'For MERGE: exactly the field of the conflict. Of a list the additions that take the place of the own ones; left out, the own ones stay without what stands above.',
  })
  value?: CatalogueFieldValueInput | null;
  @Field(() => ID, {
    nullable: true,
    description: 'The edition that proposes the value, where the level above approves.',
  })
  editionId?: string | null;
  @Field(() => String, { nullable: true }) reason?: string | null;
}

@ObjectType()
export class ResolveConflictPayload {
  @Field(() => TaskType, { nullable: true }) task?: Task;
  @Field(() => EditorialCatalogueChangeType, { nullable: true, description: 'Null where nothing had to change.' })
  change?: CatalogueChange | null;
  @Field(() => [UserErrorType]) userErrors!: readonly UserError[];
}
