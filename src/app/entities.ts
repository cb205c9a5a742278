import type { EntitySchema } from '@mikro-orm/postgresql';
import { BodySchema, BodySuccessionSchema } from '../modules/jurisdictions/bodies/body.entity.js';
import { DivisionLevelSchema, DivisionSchema } from '../modules/jurisdictions/divisions/division.entity.js';
import { PlatformGrantSchema, SiteSchema } from '../modules/jurisdictions/sites/site.entity.js';
import { AudienceSchema } from '../modules/jurisdictions/audiences/audience.entity.js';
import { ConsumerKeySchema } from '../modules/identity/consumer-keys/consumer-key.entity.js';
import { AccountGrantSchema, AccountSchema, RefreshTokenSchema } from '../modules/identity/account.entity.js';
import { AuditEntrySchema } from '../modules/identity/audit-entry.entity.js';
import { LawSchema, LawVersionSchema } from '../modules/rules/laws/law.entity.js';
import { CalendarNoticeSchema } from '../modules/rules/calendar-notice.entity.js';
import { FocusItemSchema } from '../modules/compliance/focus/focus-item.entity.js';
import { OldRecordSchema } from '../modules/content/old-records/old-record.entity.js';
import { TaskSchema } from '../modules/tasks/task.entity.js';
import { CatalogueExemptionSchema, CatalogueReviewSchema } from '../modules/catalogue/audit/audit.entity.js';
import { CatalogueFactSchema, CatalogueItemSchema } from '../modules/catalogue/catalogue.entity.js';
import {
  CatalogueEditionChangeSchema,
  CatalogueEditionEventSchema,
  CatalogueEditionItemSchema,
  CatalogueEditionSchema,
} from '../modules/catalogue/editions/edition.entity.js';
import {
  CatalogueTemplateRowSchema,
  CatalogueTemplateSchema,
  CatalogueTemplateUseSchema,
  CatalogueTemplateVersionSchema,
} from '../modules/catalogue/templates/template.entity.js';
import { DraftReturnSchema, DraftSchema, ReviewOpinionSchema } from '../modules/content/draft.entity.js';
import {
  BodyLinkSchema,
  DisclosureSchema,
  DisclosureVersionSchema,
  IndexNumberBodySchema,
  IndexNumberCounterSchema,
  RelationSchema,
  ReleaseVerificationSchema,
  TombstoneSchema,
} from '../modules/publication/publication.entity.js';
import { SearchIndexedSchema, SearchIndexSchema } from '../modules/search/opensearch/search-index.entity.js';
import { LedgerEntrySchema, LedgerHeadSchema } from '../modules/ledger/ledger.entity.js';
import { OutboxDeliverySchema, OutboxEventSchema } from '../platform/outbox/outbox.entity.js';

/** Every table of the store, left to right. */
export const entities: readonly EntitySchema[] = [
  OutboxEventSchema,
  OutboxDeliverySchema,
  LedgerHeadSchema,
  LedgerEntrySchema,
  AccountSchema,
  AccountGrantSchema,
  RefreshTokenSchema,
  AuditEntrySchema,
  ConsumerKeySchema,
  DivisionLevelSchema,
  DivisionSchema,
  BodySchema,
  BodySuccessionSchema,
  SiteSchema,
  PlatformGrantSchema,
  AudienceSchema,
  CalendarNoticeSchema,
  LawSchema,
  LawVersionSchema,
  TaskSchema,
  OldRecordSchema,
  FocusItemSchema,
  CatalogueItemSchema,
  CatalogueFactSchema,
  CatalogueEditionSchema,
  CatalogueEditionEventSchema,
  CatalogueEditionChangeSchema,
  CatalogueEditionItemSchema,
  CatalogueExemptionSchema,
  CatalogueReviewSchema,
  CatalogueTemplateSchema,
  CatalogueTemplateVersionSchema,
  CatalogueTemplateRowSchema,
  CatalogueTemplateUseSchema,
  DraftSchema,
  ReviewOpinionSchema,
  DraftReturnSchema,
  DisclosureSchema,
  DisclosureVersionSchema,
  RelationSchema,
  BodyLinkSchema,
  TombstoneSchema,
  IndexNumberCounterSchema,
  IndexNumberBodySchema,
  ReleaseVerificationSchema,
  SearchIndexSchema,
  SearchIndexedSchema,
];
