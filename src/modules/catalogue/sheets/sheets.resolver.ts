import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { badInput } from '../../../platform/errors/app-error.js';
import { type EditorialContext, mutate } from '../../identity/editorial-context.js';
import { importCatalogueSheet } from './import-catalogue-sheet.js';
import * as types from './sheets.type.js';

@Resolver()
export class CatalogueSheetsResolver {
  @Mutation(() => types.ImportCatalogueSheetPayload, { description: 'With any fault, nothing is proposed.' })
  importCatalogueSheet(
    @Arg('input', () => types.ImportCatalogueSheetInput) input: types.ImportCatalogueSheetInput,
    @Ctx() context: EditorialContext,
  ) {
    const { divisionCode, format, dryRun, editionId } = input;
    return mutate(context, async (tx, actor) => {
      const content = bytesOf(input.content);
      return { report: await importCatalogueSheet(tx, actor, { divisionCode, format, content, dryRun, editionId }) };
    });
  }
}

function bytesOf(base64: string): Uint8Array {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw badInput('content 应为 Base64。');
  return Buffer.from(base64, 'base64');
}
