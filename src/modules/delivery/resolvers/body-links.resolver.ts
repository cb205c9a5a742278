import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { BodyLink } from '../../publication/find-body-links.js';
import type { Tombstone } from '../../publication/find-tombstones.js';
import type { PublishedVersion } from '../../publication/published-version.js';
import { findItem } from '../find-item.js';
import { findTombstone } from '../find-tombstone.js';
import type { PublicContext } from '../public-context.js';
import { BodyLinkType } from '../types/body-link.type.js';
import { CatalogueItemType } from '../types/catalogue.type.js';
import { DisclosureType, TombstoneType } from '../types/disclosure.type.js';
import { BodyType } from '../types/division.type.js';
import { type BodyView, bodyById, type ItemView } from '../views.js';

@Resolver(() => BodyType)
export class BodyLinksResolver {
  @FieldResolver(() => [BodyLinkType], { description: 'Records of other bodies that this one links to, newest first.' })
  links(@Root() body: BodyView, @Ctx() { loaders }: PublicContext): Promise<readonly BodyLink[]> {
    return loaders.bodyLinks.load(body.id);
  }
}

@Resolver(() => BodyLinkType)
export class BodyLinkResolver {
  @FieldResolver(() => CatalogueItemType, { nullable: true })
  item(@Root() link: BodyLink, @Ctx() context: PublicContext): ItemView | null {
    return findItem(context, bodyById(context.directory, link.bodyId).divisionCode, link.itemCode);
  }

  @FieldResolver(() => DisclosureType, { nullable: true })
  disclosure(@Root() link: BodyLink, @Ctx() { loaders }: PublicContext): Promise<PublishedVersion | null> {
    return loaders.disclosure.load(link.disclosureId);
  }

  @FieldResolver(() => TombstoneType, { nullable: true })
  tombstone(@Root() link: BodyLink, @Ctx() { loaders }: PublicContext): Promise<Tombstone | null> {
    return findTombstone(loaders, link.disclosureId);
  }
}
