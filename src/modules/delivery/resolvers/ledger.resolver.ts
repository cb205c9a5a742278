import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { badInput } from '../../../platform/errors/app-error.js';
import { SequenceScalar } from '../../../platform/graphql/scalars.js';
import type { Tombstone } from '../../publication/find-tombstones.js';
import type { PublishedVersion } from '../../publication/published-version.js';
import { computeDueDate } from '../../rules/due-date.js';
import { packFor } from '../../rules/packs.js';
import { tags } from '../answer-tags.js';
import { findTombstone } from '../find-tombstone.js';
import { listChanges } from '../list-changes.js';
import type { PublicContext } from '../public-context.js';
import { DueDateArgs } from '../types/args.type.js';
import { DisclosureType, TombstoneType } from '../types/disclosure.type.js';
import { ChangeConnectionType, ChangeType, CheckpointType, DueDateType } from '../types/ledger.type.js';

@Resolver(() => ChangeType)
export class LedgerResolver {
  @Query(() => CheckpointType, { description: 'The head of the ledger that this answer was read at.' })
  checkpoint(@Ctx() { at, madeFrom }: PublicContext): CheckpointType {
    madeFrom.add(tags.ledger);
    return at;
  }

  @Query(() => ChangeConnectionType, {
    description: 'Every public change after a sequence, in commit order, without gaps.',
  })
  changes(
    @Arg('after', () => SequenceScalar) after: string,
    @Arg('first', () => Int, { defaultValue: 100, nullable: true }) first: number | null | undefined,
    @Ctx() context: PublicContext,
  ): Promise<ChangeConnectionType> {
    return listChanges(context, BigInt(after), first);
  }

  @FieldResolver(() => DisclosureType, { nullable: true })
  async disclosure(@Root() change: ChangeType, @Ctx() { loaders }: PublicContext): Promise<PublishedVersion | null> {
    return change.disclosureId === null ? null : loaders.disclosure.load(change.disclosureId);
  }

  @FieldResolver(() => TombstoneType, { nullable: true })
  async tombstone(@Root() change: ChangeType, @Ctx() { loaders }: PublicContext): Promise<Tombstone | null> {
    return change.disclosureId === null ? null : findTombstone(loaders, change.disclosureId);
  }
}

@Resolver(() => DueDateType)
export class DueDateResolver {
  @Query(() => DueDateType, { description: 'Working-day arithmetic with its explanation.' })
  async dueDate(
    @Args(() => DueDateArgs) { division: divisionCode, ...term }: DueDateArgs,
    @Ctx() context: PublicContext,
  ): Promise<DueDateType> {
    const division = context.directory.division(divisionCode);
    if (division === undefined) throw badInput('Unknown division: a due date needs the policy pack of one.');
    // Calendars are loaded without a release.
    context.madeFrom.addVolatile();
    const calendar = await context.calendar();
    return computeDueDate({ ...term, calendar, rule: 'R-D01', pack: packFor(division.pack) });
  }
}
