import type { Sql } from '../../platform/db/sql.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Directory } from '../jurisdictions/directory.js';
import type { Head } from '../ledger/read-head.js';
import type { View } from '../ledger/view.js';
import type { WorkingCalendar } from '../rules/working-calendar.js';
import type { SearchPort } from '../search/search-port.js';
import type { Loaders } from './loaders.js';
import type { MadeFrom } from './made-from.js';

/** What is the same for every reader at one sequence. Immutable. */
export interface PublicState {
  readonly directory: Directory;
  readonly catalogue: Catalogue;
}

/** Everything one public answer is made from. All of it is read at `at`; nothing here reaches a draft. */
export interface PublicContext extends PublicState {
  readonly db: Sql;
  readonly at: Head;
  /** The sequence and the reader: what every statement about published things is asked with. */
  readonly view: View;
  /** Fields that the reader's key is answered null for, as `Type.field`. */
  readonly withheld: ReadonlySet<string>;
  readonly loaders: Loaders;
  /** Everything the answer is made from, told by whatever reads it. */
  readonly madeFrom: MadeFrom;
  readonly search: SearchPort;
  readonly calendar: () => Promise<WorkingCalendar>;
  /** The root of canonical addresses, without a slash at its end. */
  readonly publicUrl: string;
}
