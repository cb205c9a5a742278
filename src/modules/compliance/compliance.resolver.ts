import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { type EditorialContext, mutate, signedIn } from '../identity/editorial-context.js';
import * as inputs from './compliance.input.js';
import * as types from './compliance.type.js';
import type { CoverageCounts } from './items/coverage-cells.js';
import { readCoverage } from './items/read-coverage.js';
import { type ElementCoveragePage, readElementCoverage } from './elements/read-element-coverage.js';
import { readFocusCoverage, type StreetCoverage } from './focus/read-focus-coverage.js';
import { setFocusItems } from './focus/set-focus-items.js';

/** What is covered and what is not, for those who supervise a place. */
@Resolver()
export class ComplianceResolver {
  @Query(() => types.CoverageType, {
    description: 'Which divisions have content under an item; for those who supervise.',
  })
  async coverage(
    @Ctx() context: EditorialContext,
    @Args(() => inputs.CoverageArgs) { item, division, ...page }: inputs.CoverageArgs,
  ): Promise<types.CoverageType> {
    const query = { itemCode: item, divisionCode: division, ...page };
    const found = await readCoverage(context.db, signedIn(context), query);
    return {
      ...found,
      counts: countsOf(found.counts),
      levels: found.levels.map((level) => ({ level: level.level, ...countsOf(level) })),
      parts: found.parts.map(({ divisionCode, divisionName, ...counts }) => ({
        divisionCode,
        divisionName,
        ...countsOf(counts),
      })),
    };
  }

  @Query(() => types.ElementCoveragePageType, {
    description: 'By record of a division and below; for those who supervise.',
  })
  elementCoverage(
    @Ctx() context: EditorialContext,
    @Args(() => inputs.ElementCoverageArgs) { item, division, ...page }: inputs.ElementCoverageArgs,
  ): Promise<ElementCoveragePage> {
    const query = { itemCode: item ?? null, divisionCode: division, ...page };
    return readElementCoverage(context.db, signedIn(context), query);
  }

  @Query(() => [types.StreetCoverageType], {
    description: 'The streets of a division beside the subjects that matter most to people; for those who supervise.',
  })
  focusCoverage(
    @Ctx() context: EditorialContext,
    @Arg('division', () => ID) divisionCode: string,
  ): Promise<StreetCoverage[]> {
    return readFocusCoverage(context.db, signedIn(context), divisionCode);
  }

  @Mutation(() => types.SetFocusItemsPayload)
  setFocusItems(
    @Ctx() context: EditorialContext,
    @Arg('input', () => inputs.SetFocusItemsInput) input: inputs.SetFocusItemsInput,
  ) {
    return mutate(context, async (tx, actor) => ({ itemCodes: await setFocusItems(tx, actor, input) }));
  }
}

function countsOf(counts: CoverageCounts): { published: number; suppressed: number; empty: number } {
  return { published: counts.PUBLISHED, suppressed: counts.SUPPRESSED, empty: counts.EMPTY };
}
