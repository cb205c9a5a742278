import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { findVersionNumber } from '../../publication/find-version-number.js';
import type { Tombstone } from '../../publication/find-tombstones.js';
import type { RelationRow } from '../../publication/find-relations.js';
import type { VersionSummary } from '../../publication/find-version-summaries.js';
import type { PublishedVersion } from '../../publication/published-version.js';
import { bodyInCharge } from '../body-in-charge.js';
import { tags } from '../answer-tags.js';
import { attachmentViews, canonicalUrl, richText } from '../disclosure-views.js';
import { findItem } from '../find-item.js';
import { findTombstone } from '../find-tombstone.js';
import { type CountedConnection, exactlyOne, listDisclosures } from '../list-disclosures.js';
import { recordId } from '../loaders.js';
import type { PublicContext } from '../public-context.js';
import { DisclosureListArgs } from '../types/args.type.js';
import { CatalogueItemType } from '../types/catalogue.type.js';
import { UrlScalar } from '../../../platform/graphql/scalars.js';
import { BodyType, DivisionType } from '../types/division.type.js';
import {
  AttachmentType,
  DisclosureConnectionType,
  DisclosureType,
  RelationObjectType,
  RichTextType,
  TombstoneType,
  VersionSummaryType,
} from '../types/disclosure.type.js';
import { type BodyView, bodyById, type DivisionView, divisionByCode, type ItemView } from '../views.js';

@Resolver(() => DisclosureType)
export class DisclosureResolver {
  @Query(() => DisclosureType, {
    nullable: true,
    description: 'Exactly one of id and indexNo. `version` reads a superseded version. Null when unknown or withdrawn.',
  })
  async disclosure(
    @Arg('id', () => ID, { nullable: true }) id: string | null | undefined,
    @Arg('indexNo', () => String, { nullable: true }) indexNo: string | null | undefined,
    @Arg('version', () => Int, { nullable: true }) version: number | null | undefined,
    @Ctx() context: PublicContext,
  ): Promise<PublishedVersion | null> {
    exactlyOne(id, indexNo);
    const found = id == null ? await context.loaders.idByIndexNo.load(indexNo ?? '') : recordId(id);
    if (found === null) return null;
    if (version == null) return context.loaders.disclosure.load(found);
    context.madeFrom.add(tags.disclosure(found));
    return findVersionNumber(context.db, { id: found, version }, context.view);
  }

  @Query(() => DisclosureConnectionType)
  disclosures(
    @Args(() => DisclosureListArgs) page: DisclosureListArgs,
    @Ctx() context: PublicContext,
  ): Promise<CountedConnection> {
    return listDisclosures(context, page);
  }

  @Query(() => TombstoneType, { nullable: true, description: 'What is left of a withdrawn disclosure.' })
  async tombstone(@Arg('id', () => ID) id: string, @Ctx() { loaders }: PublicContext): Promise<Tombstone | null> {
    const key = recordId(id);
    return key === null ? null : loaders.tombstone.load(key);
  }

  @FieldResolver(() => RichTextType, { nullable: true })
  content(@Root() version: PublishedVersion): RichTextType | null {
    return richText(version);
  }

  @FieldResolver(() => [AttachmentType])
  attachments(@Root() version: PublishedVersion, @Ctx() { publicUrl }: PublicContext): AttachmentType[] {
    return attachmentViews(version, publicUrl);
  }

  @FieldResolver(() => DivisionType)
  division(@Root() version: PublishedVersion, @Ctx() { directory }: PublicContext): DivisionView {
    return divisionByCode(directory, version.divisionCode);
  }

  @FieldResolver(() => BodyType, { description: 'The body responsible now (after a merger: the successor).' })
  responsibleBody(@Root() version: PublishedVersion, @Ctx() context: PublicContext): BodyView {
    return bodyInCharge(context, version);
  }

  @FieldResolver(() => BodyType, { description: 'The body that made it.' })
  originBody(@Root() version: PublishedVersion, @Ctx() { directory }: PublicContext): BodyView {
    return bodyById(directory, version.originBodyId);
  }

  @FieldResolver(() => CatalogueItemType, { nullable: true })
  item(@Root() version: PublishedVersion, @Ctx() context: PublicContext): ItemView | null {
    const [code] = version.itemCodes;
    return code === undefined ? null : findItem(context, version.divisionCode, code);
  }

  @FieldResolver(() => [CatalogueItemType])
  items(@Root() version: PublishedVersion, @Ctx() context: PublicContext): ItemView[] {
    return version.itemCodes.flatMap((code) => findItem(context, version.divisionCode, code) ?? []);
  }

  @FieldResolver(() => UrlScalar, { nullable: true })
  canonicalUrl(@Root() version: PublishedVersion, @Ctx() { publicUrl }: PublicContext): string {
    return canonicalUrl(version.id, publicUrl);
  }

  @FieldResolver(() => [RelationObjectType])
  relations(@Root() version: PublishedVersion, @Ctx() { loaders }: PublicContext): Promise<readonly RelationRow[]> {
    return loaders.relations.load(version.id);
  }

  @FieldResolver(() => [VersionSummaryType])
  versions(@Root() version: PublishedVersion, @Ctx() { loaders }: PublicContext): Promise<readonly VersionSummary[]> {
    return loaders.versions.load(version.id);
  }
}

@Resolver(() => DisclosureConnectionType)
export class DisclosureConnectionResolver {
  @FieldResolver(() => Int)
  totalCount(@Root() page: CountedConnection): Promise<number> {
    return page.count();
  }
}

@Resolver(() => RelationObjectType)
export class RelationResolver {
  @FieldResolver(() => DisclosureType, { nullable: true })
  disclosure(@Root() relation: RelationRow, @Ctx() { loaders }: PublicContext): Promise<PublishedVersion | null> {
    return loaders.disclosure.load(relation.otherId);
  }

  @FieldResolver(() => TombstoneType, { nullable: true })
  tombstone(@Root() relation: RelationRow, @Ctx() { loaders }: PublicContext): Promise<Tombstone | null> {
    return findTombstone(loaders, relation.otherId);
  }
}
