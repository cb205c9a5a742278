import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type EditorialContext, mutate, signedIn } from '../../identity/editorial-context.js';
import { columnFields } from '../editing/check-columns.js';
import { fieldPolicies } from '../field-policy.js';
import { readColumns } from '../read-columns.js';
import { acceptTemplateRow } from './accept-template-row.js';
import { listTemplates, listTemplateVersions, readTemplateRows } from './find-template.js';
import { instantiateTemplate } from './instantiate-template.js';
import { issueTemplate } from './issue-template.js';
import { printColumn } from './print-column.js';
import type { Template, TemplateRow, TemplateVersion } from './template.js';
import { type TemplateDrift, templateDrift } from './template-drift.js';
import * as types from './templates.type.js';

@Resolver(() => types.CatalogueTemplateType)
export class CatalogueTemplateResolver {
  @Query(() => [types.CatalogueTemplateType], { description: 'All that were issued, or those of one pilot field.' })
  catalogueTemplates(
    @Arg('pilotField', () => String, { nullable: true }) pilotField: string | null,
    @Ctx() context: EditorialContext,
  ): Promise<Template[]> {
    signedIn(context);
    return listTemplates(context.db, pilotField);
  }

  @Query(() => types.CatalogueTemplateDriftType, {
    description: 'How what a division took over stands to the newest version, row by row.',
  })
  templateDrift(
    @Arg('division', () => ID) divisionCode: string,
    @Arg('template', () => ID) templateCode: string,
    @Ctx() context: EditorialContext,
  ): Promise<TemplateDrift> {
    signedIn(context);
    return templateDrift(context.db, { divisionCode, templateCode });
  }

  @FieldResolver(() => [types.CatalogueTemplateVersionType], { description: 'Newest first.' })
  versions(@Root() template: Template, @Ctx() { db }: EditorialContext): Promise<TemplateVersion[]> {
    return listTemplateVersions(db, template.code);
  }

  @FieldResolver(() => [types.CatalogueTemplateRowType], { description: 'Of the newest version, or of an older one.' })
  async rows(
    @Root() template: Template,
    @Arg('version', () => Int, { nullable: true }) version: number | null,
    @Ctx() { db }: EditorialContext,
  ): Promise<types.CatalogueTemplateRowType[]> {
    const rows = await readTemplateRows(db, { code: template.code, version: version ?? template.version });
    return rows.map(rowInWords);
  }
}

@Resolver()
export class CatalogueTemplateVerbsResolver {
  @Mutation(() => types.IssueTemplatePayload)
  issueTemplate(
    @Arg('input', () => types.IssueTemplateInput) input: types.IssueTemplateInput,
    @Ctx() context: EditorialContext,
  ) {
    const { divisionCode, code, name, pilotField, note, expectedVersion } = input;
    const head = { divisionCode, code, name, pilotField, note, expectedVersion };
    return mutate(context, async (tx, actor) => ({
      template: await issueTemplate(tx, actor, { ...head, rows: input.rows.map(rowOf) }),
    }));
  }

  @Mutation(() => types.InstantiateTemplatePayload)
  instantiateTemplate(
    @Arg('input', () => types.InstantiateTemplateInput) input: types.InstantiateTemplateInput,
    @Ctx() context: EditorialContext,
  ) {
    return mutate(context, async (tx, actor) => ({ taken: await instantiateTemplate(tx, actor, input) }));
  }

  @Mutation(() => types.AcceptTemplateRowPayload)
  acceptTemplateRow(
    @Arg('input', () => types.AcceptTemplateRowInput) input: types.AcceptTemplateRowInput,
    @Ctx() context: EditorialContext,
  ) {
    return mutate(context, async (tx, actor) => ({ row: await acceptTemplateRow(tx, actor, input) }));
  }
}

function rowOf({ key, itemCode, parentCode, identifier, columns }: types.CatalogueTemplateRowInput): TemplateRow {
  return { key, itemCode: itemCode ?? null, parentCode, identifier, columns: { note: null, ...readColumns(columns) } };
}

function rowInWords({ columns, ...row }: TemplateRow): types.CatalogueTemplateRowType {
  return {
    ...row,
    columns: columnFields.map((field) => ({
      field,
      label: fieldPolicies[field].label,
      value: printColumn(columns, field),
    })),
  };
}
