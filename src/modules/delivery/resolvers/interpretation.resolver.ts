import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { PublishedVersion } from '../../publication/published-version.js';
import type { PublicContext } from '../public-context.js';
import { DisclosureType } from '../types/disclosure.type.js';
import { kindType } from '../types/kind-types.js';

/** What an interpretation adds beyond its definition: the policies it points to. */
@Resolver(() => kindType('INTERPRETATION'))
export class InterpretationResolver {
  @FieldResolver(() => [DisclosureType], { description: 'The documents it explains, as far as they are public.' })
  async policies(
    @Root() version: PublishedVersion,
    @Ctx() { loaders }: PublicContext,
  ): Promise<readonly PublishedVersion[]> {
    const relations = await loaders.relations.load(version.id);
    const targets = relations.filter((relation) => relation.type === 'INTERPRETS' && !relation.incoming);
    const policies = await Promise.all(targets.map((relation) => loaders.disclosure.load(relation.otherId)));
    return policies.filter((policy) => policy !== null);
  }
}
