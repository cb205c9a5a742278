import { buildPublicSchema } from '../../modules/delivery/build-public-schema.js';
import { maskableFields } from '../../modules/delivery/field-mask.js';

export async function publicMaskableFields(): Promise<ReadonlySet<string>> {
  return maskableFields(await buildPublicSchema());
}
