import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Tx } from '../../../platform/db/tx.js';
import { type EditorialContext, mutate, signedIn } from '../../identity/editorial-context.js';
import { shanghaiDate } from '../calendar-date.js';
import { amendLaw } from './amend-law.js';
import type { Law } from './law.js';
import * as types from './law.type.js';
import { listedLaw, type ListedLaw, listLaws } from './list-laws.js';
import { loadLaws } from './load-laws.js';
import { registerLaw } from './register-law.js';
import { repealLaw } from './repeal-law.js';

@Resolver()
export class LawsResolver {
  @Query(() => [types.LawType], { description: 'The texts that may be cited; `search` in titles and numbers.' })
  async laws(
    @Ctx() context: EditorialContext,
    @Arg('search', () => String, { nullable: true }) search: string | null,
  ): Promise<readonly ListedLaw[]> {
    signedIn(context);
    return listLaws(await loadLaws(context.db, shanghaiDate(context.db.clock.now())), search ?? null);
  }

  @Mutation(() => types.RegisterLawPayload)
  registerLaw(
    @Ctx() context: EditorialContext,
    @Arg('input', () => types.RegisterLawInput) input: types.RegisterLawInput,
  ) {
    return mutate(context, async (tx, actor) => ({ law: shown(tx, await registerLaw(tx, actor, input)) }));
  }

  @Mutation(() => types.AmendLawPayload, { description: 'Opens a task for every leaf that cites the text.' })
  amendLaw(@Ctx() context: EditorialContext, @Arg('input', () => types.AmendLawInput) input: types.AmendLawInput) {
    return mutate(context, async (tx, actor) => ({ law: shown(tx, await amendLaw(tx, actor, input)) }));
  }

  @Mutation(() => types.RepealLawPayload, { description: 'Opens a task for every leaf that cites the text.' })
  repealLaw(@Ctx() context: EditorialContext, @Arg('input', () => types.RepealLawInput) input: types.RepealLawInput) {
    return mutate(context, async (tx, actor) => ({ law: shown(tx, await repealLaw(tx, actor, input)) }));
  }
}

function shown(tx: Tx, law: Law): ListedLaw {
  return listedLaw(law, shanghaiDate(tx.clock.now()));
}
