import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { AdminLevel, BodyKind } from '../../jurisdictions/directory.js';
import { successionsInForce } from '../../jurisdictions/successions-in-force.js';
import { PageArgs, pageOfList, pageSize } from '../connection.js';
import { recordId } from '../loaders.js';
import type { PublicContext } from '../public-context.js';
import { CatalogueType } from '../types/catalogue.type.js';
import { BodyConnectionType, BodyType, DivisionType } from '../types/division.type.js';
import { AdminLevelEnum, BodyKindEnum } from '../types/enums.js';
import { type BodyView, bodyById, type DivisionView, divisionByCode, divisionView } from '../views.js';

interface BodyListFilter {
  readonly divisionCode?: string | null;
  readonly kind?: BodyKind | null;
}

@Resolver(() => DivisionType)
export class DivisionResolver {
  @Query(() => DivisionType, { nullable: true, description: 'By code of 6 or 9 digits: 310000, 310107, 310107005.' })
  division(@Arg('code', () => ID) code: string, @Ctx() { directory }: PublicContext): DivisionView | null {
    const division = directory.division(code);
    return division === undefined ? null : divisionView(division);
  }

  @Query(() => [DivisionType])
  divisions(
    @Arg('level', () => AdminLevelEnum, { nullable: true }) level: AdminLevel | null | undefined,
    @Arg('parent', () => ID, { nullable: true }) parent: string | null | undefined,
    @Ctx() { directory }: PublicContext,
  ): DivisionView[] {
    const pool = parent == null ? directory.divisions() : directory.children(parent);
    return pool.filter((division) => level == null || division.level === level).map(divisionView);
  }

  @FieldResolver(() => DivisionType, { nullable: true })
  parent(@Root() division: DivisionView, @Ctx() { directory }: PublicContext): DivisionView | null {
    return division.parentCode === null ? null : divisionByCode(directory, division.parentCode);
  }

  @FieldResolver(() => [DivisionType], { description: 'Nearest first, up to the city.' })
  ancestors(@Root() division: DivisionView, @Ctx() { directory }: PublicContext): DivisionView[] {
    return directory.ancestors(division.code).map(divisionView);
  }

  @FieldResolver(() => [DivisionType])
  children(@Root() division: DivisionView, @Ctx() { directory }: PublicContext): DivisionView[] {
    return directory.children(division.code).map(divisionView);
  }

  @FieldResolver(() => BodyType, {
    nullable: true,
    description: 'The government or office of this division; null where it has none of its own.',
  })
  government(@Root() division: DivisionView, @Ctx() { directory }: PublicContext): BodyView | null {
    return directory.government(division.code) ?? null;
  }

  @FieldResolver(() => BodyConnectionType)
  bodies(
    @Root() division: DivisionView,
    @Arg('kind', () => BodyKindEnum, { nullable: true }) kind: BodyKind | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: PublicContext,
  ): BodyConnectionType {
    return bodyPage(context, { divisionCode: division.code, kind }, page);
  }

  @FieldResolver(() => CatalogueType)
  catalogue(@Root() division: DivisionView): CatalogueType {
    return { divisionCode: division.code };
  }
}

@Resolver(() => BodyType)
export class BodyResolver {
  @Query(() => BodyType, { nullable: true })
  body(@Arg('id', () => ID) id: string, @Ctx() { directory }: PublicContext): BodyView | null {
    return directory.body(recordId(id) ?? '') ?? null;
  }

  @Query(() => BodyConnectionType)
  bodies(
    @Arg('division', () => ID, { nullable: true }) divisionCode: string | null | undefined,
    @Arg('kind', () => BodyKindEnum, { nullable: true }) kind: BodyKind | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: PublicContext,
  ): BodyConnectionType {
    return bodyPage(context, { divisionCode, kind }, page);
  }

  @FieldResolver(() => DivisionType)
  division(@Root() body: BodyView, @Ctx() { directory }: PublicContext): DivisionView {
    return divisionByCode(directory, body.divisionCode);
  }

  @FieldResolver(() => [BodyType])
  predecessors(@Root() body: BodyView, @Ctx() { directory }: PublicContext): BodyView[] {
    return successionsInForce(directory, body.id).from.map(({ predecessorId }) => bodyById(directory, predecessorId));
  }

  @FieldResolver(() => [BodyType])
  successors(@Root() body: BodyView, @Ctx() { directory }: PublicContext): BodyView[] {
    return successionsInForce(directory, body.id).to.map(({ successorId }) => bodyById(directory, successorId));
  }
}

function bodyPage({ directory }: PublicContext, filter: BodyListFilter, page: PageArgs): BodyConnectionType {
  const pool = filter.divisionCode == null ? directory.bodies() : directory.bodiesOf(filter.divisionCode);
  const bodies = pool.filter((body) => filter.kind == null || body.kind === filter.kind);
  const list = pageOfList(bodies, (body) => body.id, {
    name: `bodies/${filter.divisionCode ?? ''}/${filter.kind ?? ''}`,
    first: pageSize(page.first, 20),
    after: page.after,
  });
  return { ...list, edges: [...list.edges] };
}
