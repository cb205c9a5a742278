import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type { Explanation } from '../../platform/errors/explanation.js';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { DateScalar, DateTimeScalar, SequenceScalar } from '../../platform/graphql/scalars.js';
import { ExplanationType } from '../../platform/graphql/user-error.type.js';
import type { Sequence } from '../ledger/sequence.js';
import type { TaskPage } from './list-tasks.js';
import { type Task, type TaskDetails, type TaskKind, taskKinds, type TaskState, taskStates } from './task.js';

export const TaskKindEnum = enumOf(taskKinds);
registerEnumType(TaskKindEnum, { name: 'TaskKind' });
export const TaskStateEnum = enumOf(taskStates);
registerEnumType(TaskStateEnum, { name: 'TaskState' });

@ObjectType('Task', { description: 'Something that somebody in a division must do.' })
export class TaskType implements Task {
  @Field(() => ID) id!: string;
  @Field(() => TaskKindEnum) kind!: TaskKind;
  @Field(() => ID, { description: 'What it is about, e.g. {division}/{item}/{field}.' }) subject!: string;
  @Field(() => String, { description: 'What made it necessary: a sequence, a law and its version, a year.' })
  cause!: string;
  @Field(() => ID) divisionCode!: string;
  @Field(() => ID, { nullable: true }) bodyId!: string | null;
  @Field(() => DateScalar, { nullable: true }) dueDate!: string | null;
  @Field(() => ExplanationType, { nullable: true, description: 'Why it is due that day.' }) why!: Explanation | null;
  @Field(() => GraphQLJSONObject) details!: TaskDetails;
  @Field(() => TaskStateEnum) state!: TaskState;
  @Field(() => DateTimeScalar) openedAt!: Date;
  @Field(() => SequenceScalar, { nullable: true }) openedSequence!: Sequence | null;
  @Field(() => DateTimeScalar, { nullable: true }) closedAt!: Date | null;
  @Field(() => ID, { nullable: true }) closedBy!: string | null;
  @Field(() => String, { nullable: true }) outcome!: string | null;
  @Field(() => String, { nullable: true }) evidence!: string | null;
}

@ObjectType()
class ListedTask extends TaskType {
  @Field(() => String, { description: 'For `after`.' }) cursor!: string;
}

@ObjectType('TaskPage')
export class TaskPageType implements TaskPage {
  @Field(() => [ListedTask]) tasks!: TaskPage['tasks'];
  @Field(() => Boolean) hasNextPage!: boolean;
}
