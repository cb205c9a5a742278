import { Migration0001Ledger } from '../../migrations/migration-0001-ledger.js';
import { Migration0003Jurisdictions } from '../../migrations/migration-0003-jurisdictions.js';
import { Migration0002Identity } from '../../migrations/migration-0002-identity.js';
import { Migration0005Rules } from '../../migrations/migration-0005-rules.js';
import { Migration0006Catalogue } from '../../migrations/migration-0006-catalogue.js';
import { Migration0007Content } from '../../migrations/migration-0007-content.js';
import { Migration0008Publication } from '../../migrations/migration-0008-publication.js';
import { Migration0009Search } from '../../migrations/migration-0009-search.js';
import { Migration0010Consumers } from '../../migrations/migration-0010-consumers.js';
import { Migration0011ContentOrigins } from '../../migrations/migration-0011-content-origins.js';
import { Migration0012Tasks } from '../../migrations/migration-0012-tasks.js';
import { Migration0014Laws } from '../../migrations/migration-0014-laws.js';
import { Migration0013CatalogueEditions } from '../../migrations/migration-0013-catalogue-editions.js';
import { Migration0016Compliance } from '../../migrations/migration-0016-compliance.js';
import { Migration0015CatalogueTemplates } from '../../migrations/migration-0015-catalogue-templates.js';
import { Migration0017CatalogueTree } from '../../migrations/migration-0017-catalogue-tree.js';
import { Migration0018EditionStandardItems } from '../../migrations/migration-0018-edition-standard-items.js';
import { Migration0019EditionHistory } from '../../migrations/migration-0019-edition-history.js';
import type { MigrationClass } from '../platform/db/database.js';

/** In the order they run; forward only, never edited after landing. */
export const migrations: readonly MigrationClass[] = [
  { name: '0001-ledger', class: Migration0001Ledger },
  { name: '0002-identity', class: Migration0002Identity },
  { name: '0003-jurisdictions', class: Migration0003Jurisdictions },
  { name: '0005-rules', class: Migration0005Rules },
  { name: '0006-catalogue', class: Migration0006Catalogue },
  { name: '0007-content', class: Migration0007Content },
  { name: '0008-publication', class: Migration0008Publication },
  { name: '0009-search', class: Migration0009Search },
  { name: '0010-consumers', class: Migration0010Consumers },
  { name: '0011-content-origins', class: Migration0011ContentOrigins },
  { name: '0012-tasks', class: Migration0012Tasks },
  { name: '0013-catalogue-editions', class: Migration0013CatalogueEditions },
  { name: '0014-laws', class: Migration0014Laws },
  { name: '0015-catalogue-templates', class: Migration0015CatalogueTemplates },
  { name: '0016-compliance', class: Migration0016Compliance },
  { name: '0017-catalogue-tree', class: Migration0017CatalogueTree },
  { name: '0018-edition-standard-items', class: Migration0018EditionStandardItems },
  { name: '0019-edition-history', class: Migration0019EditionHistory },
];
