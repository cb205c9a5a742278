import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema, type NonEmptyArray } from 'type-graphql';
import {
  EditorialCatalogueChangeResolver,
  EditorialCatalogueItemResolver,
  EditorialCatalogueResolver,
} from '../modules/catalogue/catalogue.resolver.js';
import {
  CatalogueEditionResolver,
  CatalogueEditionVerbsResolver,
} from '../modules/catalogue/editions/editions.resolver.js';
import { CatalogueSheetsResolver } from '../modules/catalogue/sheets/sheets.resolver.js';
import { CatalogueAuditResolver } from '../modules/catalogue/audit/audit.resolver.js';
import { ComplianceResolver } from '../modules/compliance/compliance.resolver.js';
import {
  CatalogueTemplateResolver,
  CatalogueTemplateVerbsResolver,
} from '../modules/catalogue/templates/templates.resolver.js';
import { DriftResolver } from '../modules/catalogue/drift/drift.resolver.js';
import { ContentResolver } from '../modules/content/content.resolver.js';
import { OldRecordsResolver } from '../modules/content/old-records/old-records.resolver.js';
import { IdentityResolver } from '../modules/identity/identity.resolver.js';
import { SessionResolver } from '../modules/identity/sessions/session.resolver.js';
import { ConsumersResolver } from '../modules/jurisdictions/consumers/consumers.resolver.js';
import { JurisdictionsResolver } from '../modules/jurisdictions/jurisdictions.resolver.js';
import { SitesResolver } from '../modules/jurisdictions/sites/sites.resolver.js';
import { LawsResolver } from '../modules/rules/laws/laws.resolver.js';
import { PublicationResolver } from '../modules/publication/publication.resolver.js';
import { TasksResolver } from '../modules/tasks/tasks.resolver.js';

/** Every verb of the house as a mutation, for signed-in staff. */
const resolvers: NonEmptyArray<new () => object> = [
  SessionResolver,
  IdentityResolver,
  JurisdictionsResolver,
  SitesResolver,
  ConsumersResolver,
  LawsResolver,
  TasksResolver,
  EditorialCatalogueResolver,
  EditorialCatalogueItemResolver,
  EditorialCatalogueChangeResolver,
  DriftResolver,
  CatalogueEditionResolver,
  CatalogueEditionVerbsResolver,
  CatalogueSheetsResolver,
  CatalogueTemplateResolver,
  CatalogueTemplateVerbsResolver,
  CatalogueAuditResolver,
  ContentResolver,
  OldRecordsResolver,
  PublicationResolver,
  ComplianceResolver,
];

export function buildEditorialSchema(): Promise<GraphQLSchema> {
  return buildSchema({ resolvers, validate: false });
}
