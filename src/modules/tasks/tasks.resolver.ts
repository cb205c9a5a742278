import { Args, ArgsType, Ctx, Field, ID, Int, Query, Resolver } from 'type-graphql';
import { forbidden, notFound } from '../../platform/errors/app-error.js';
import { holds } from '../identity/actor.js';
import { type EditorialContext, signedIn } from '../identity/editorial-context.js';
import { divisionScopes } from '../jurisdictions/division-scopes.js';
import { listTasks, type TaskPage } from './list-tasks.js';
import { type TaskKind, taskReaders, type TaskState } from './task.js';
import { TaskKindEnum, TaskPageType, TaskStateEnum } from './task.type.js';

@ArgsType()
class TasksArgs {
  @Field(() => ID) division!: string;
  @Field(() => [TaskKindEnum], { nullable: true }) kinds?: TaskKind[] | null;
  @Field(() => TaskStateEnum, { nullable: true }) state?: TaskState | null;
  @Field(() => Int, { defaultValue: 20 }) first!: number;
  @Field(() => String, { nullable: true }) after?: string | null;
}

@Resolver()
export class TasksResolver {
  @Query(() => TaskPageType, {
    description: 'What a division has to do, newest first; for those who keep or watch its catalogue.',
  })
  async tasks(
    @Ctx() context: EditorialContext,
    @Args(() => TasksArgs) { division: divisionCode, kinds, state, first, after }: TasksArgs,
  ): Promise<TaskPage> {
    const actor = signedIn(context);
    const scopes = await divisionScopes(context.db, divisionCode);
    if (scopes.length === 0) throw notFound();
    if (!holds(actor, taskReaders, scopes)) throw forbidden('只有本级或上级的工作人员可以查看待办事项。');
    return listTasks(context.db, {
      divisionCode,
      kinds: kinds ?? undefined,
      state: state ?? undefined,
      first,
      after: after ?? undefined,
    });
  }
}
