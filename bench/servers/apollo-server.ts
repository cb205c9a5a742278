import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import DataLoader from 'dataloader';
import { announce, peerPool, peerSettings } from './peer-process.js';

const typeDefs = `
  type Content { html: String! }
  type Body { id: ID! name: String! }
  type Item { code: ID! name: String! }
  type Disclosure {
    id: ID! indexNo: String! kind: String! title: String! summary: String digest: String! publishedAt: String!
    content: Content! responsibleBody: Body! item: Item!
  }
  type Edge { node: Disclosure! }
  type Connection { edges: [Edge!]! }
  input Filter { body: ID! }
  type Query { disclosure(id: ID!): Disclosure disclosures(first: Int!, where: Filter!): Connection! }
`;

interface Row {
  readonly id: string;
  readonly index_no: string;
  readonly html: string;
  readonly published_at: Date;
  readonly body_id: string;
  readonly item_code: string;
}

interface Context {
  readonly bodies: DataLoader<string, object | undefined>;
  readonly items: DataLoader<string, object | undefined>;
}

/** What one writes with Apollo Server, DataLoader and `pg`, nothing else: the usual resolvers. */
const settings = peerSettings();
const pool = peerPool(settings);

function byKey(text: string, key: 'id' | 'code'): DataLoader<string, object | undefined> {
  return new DataLoader(async (keys) => {
    const { rows } = await pool.query<Record<string, string>>(text, [keys]);
    const found = new Map(rows.map((row) => [row[key], row]));
    return keys.map((one) => found.get(one));
  });
}

const resolvers = {
  Query: {
    disclosure: async (_: unknown, { id }: { id: string }) => {
      const { rows } = await pool.query<Row>('select * from plain.disclosure where id = $1', [id]);
      return rows[0] ?? null;
    },
    disclosures: async (_: unknown, { first, where }: { first: number; where: { body: string } }) => {
      const text = `select * from plain.disclosure where body_id = $1 order by published_at desc, id desc limit $2`;
      const { rows } = await pool.query<Row>(text, [where.body, first]);
      return { edges: rows.map((node) => ({ node })) };
    },
  },
  Disclosure: {
    indexNo: (row: Row) => row.index_no,
    publishedAt: (row: Row) => row.published_at.toISOString(),
    content: ({ html }: Row) => ({ html }),
    responsibleBody: (row: Row, _: unknown, { bodies }: Context) => bodies.load(row.body_id),
    item: (row: Row, _: unknown, { items }: Context) => items.load(row.item_code),
  },
};

const server = new ApolloServer<Context>({ typeDefs, resolvers });
const { url } = await startStandaloneServer(server, {
  listen: { port: 0, host: '127.0.0.1' },
  context: async () => ({
    bodies: byKey('select id, name from plain.body where id = any($1::uuid[])', 'id'),
    items: byKey('select code, name from plain.item where code = any($1::text[])', 'code'),
  }),
});
announce(Number(new URL(url).port));
