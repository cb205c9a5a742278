import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { type EditorialContext, mutate } from '../../identity/editorial-context.js';
import { readColumns } from '../read-columns.js';
import { ResolveConflictInput, ResolveConflictPayload } from './drift.type.js';
import { resolveConflict } from './resolve-conflict.js';

@Resolver()
export class DriftResolver {
  @Mutation(() => ResolveConflictPayload, { description: 'Decides a task of kind CATALOGUE_CONFLICT.' })
  resolveConflict(
    @Arg('input', () => ResolveConflictInput) input: ResolveConflictInput,
    @Ctx() context: EditorialContext,
  ) {
    const { taskId, decision, value, editionId, reason } = input;
    return mutate(context, (tx, actor) => {
      const merged = value == null ? {} : { value: readColumns(value) };
      return resolveConflict(tx, actor, { taskId, decision, editionId, reason, ...merged });
    });
  }
}
