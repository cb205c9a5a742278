/** A row of the database, by the names of the columns. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * How one field of a planned type is read. Whatever is not declared is left to its resolver: then the whole operation
 * is, because a plan must give the same bytes.
 */
export type PlannedField<Context> =
  | {
      /** A value, or a tree of plain values, made from columns of the row. */
      readonly kind: 'value';
      readonly columns: readonly string[];
      readonly read: (row: Row, context: Context) => unknown;
    }
  | {
      /** Things that are in memory, named by keys; a key names the same thing for every reader of one state. */
      readonly kind: 'resident';
      readonly columns: readonly string[];
      /** The type of the things. */
      readonly type: string;
      readonly keys: (row: Row, context: Context) => readonly string[];
      readonly isList: boolean;
    };

/** The rows of a list, in order, with what a connection says of them. */
export interface PlannedPage {
  readonly rows: readonly Row[];
  readonly cursorOf: (row: Row) => string;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

export type Arguments = Readonly<Record<string, unknown>>;

/** A root field that can be planned. `columns` are those that the selection needs. Null: not with these arguments. */
export type PlannedRoot<Context> =
  | {
      readonly kind: 'one';
      readonly fetch: (context: Context, args: Arguments, columns: readonly string[]) => Promise<Row | null> | null;
    }
  | {
      readonly kind: 'page';
      readonly fetch: (context: Context, args: Arguments, columns: readonly string[]) => Promise<PlannedPage> | null;
    };

export interface PlanSource<Context> {
  /** By name of the root field. */
  readonly roots: Readonly<Record<string, PlannedRoot<Context>>>;
  /** The abstract type that the roots give, and how a row tells which concrete one it is. */
  readonly rowType: string;
  readonly typeOf: (row: Row) => string;
  readonly typeColumns: readonly string[];
  /** By concrete type, then by field. */
  readonly fields: (typeName: string) => Readonly<Record<string, PlannedField<Context>>>;
  /** Object types whose fields are the members of a plain value. */
  readonly plainTypes: ReadonlySet<string>;
  /** Object types whose resolvers look only at what is in memory. */
  readonly residentTypes: ReadonlySet<string>;
  /** The thing a key names, as its type's resolvers take it; null for none. */
  readonly resident: (context: Context, type: string, key: string) => unknown;
  /** What fragments of resident things are kept with: they are made anew where it is another object. */
  readonly state: (context: Context) => readonly [object, object];
}
