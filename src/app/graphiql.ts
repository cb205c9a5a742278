import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const require = createRequire(import.meta.url);

const assets: Readonly<Record<string, { readonly home: string; readonly file: string; readonly type: string }>> = {
  'graphiql.css': { home: 'graphiql', file: 'graphiql.min.css', type: 'text/css; charset=utf-8' },
  'graphiql.js': { home: 'graphiql', file: 'graphiql.min.js', type: 'text/javascript; charset=utf-8' },
  'react.js': { home: 'react', file: 'umd/react.production.min.js', type: 'text/javascript; charset=utf-8' },
  'react-dom.js': {
    home: 'react-dom',
    file: 'umd/react-dom.production.min.js',
    type: 'text/javascript; charset=utf-8',
  },
};

const page = `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>同源 · GraphiQL</title>
<link rel="stylesheet" href="/graphiql/graphiql.css">
<link rel="stylesheet" href="/graphiql/page.css">
</head>
<body>
<div id="graphiql">正在载入 GraphiQL……</div>
<script src="/graphiql/react.js"></script>
<script src="/graphiql/react-dom.js"></script>
<script src="/graphiql/graphiql.js"></script>
<script src="/graphiql/start.js"></script>
</body>
</html>
`;

const styles = 'html, body, #graphiql { height: 100%; margin: 0; }\n';

/** The longest query that is taken from the address. */
const longest = 20_000;

// A link may bring a query for the public schema, which only reads, and it waits until the reader runs it.
const start = `const asked = new URLSearchParams(location.search);
const editorial = asked.get('schema') === 'editorial';
const given = editorial ? null : asked.get('query');
const query = given === null || given === '' || given.length > ${longest} ? undefined : given;
const fetcher = GraphiQL.createFetcher({ url: editorial ? '/editorial/graphql' : '/graphql' });
const defaultQuery = editorial
  ? 'mutation SignIn($input: SignInInput!) {\\n  signIn(input: $input) {\\n    session { accessToken }\\n  }\\n}\\n'
  : '{\\n  checkpoint { sequence at }\\n  catalogueItem(division: "310107005", code: "YL-03-03") {\\n    name\\n    deadline { text origin { level division { name } } }\\n    responsibility { body { name } explanation { text } }\\n  }\\n}\\n';
ReactDOM.createRoot(document.getElementById('graphiql')).render(
  React.createElement(GraphiQL, { fetcher, defaultQuery, query }),
);
`;

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // GraphiQL's editor sets styles of elements while it runs.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * GraphiQL from packages of this installation: works without internet. `?schema=editorial` opens the staff's endpoint,
 * `?query=` puts a query for the public one into the editor.
 */
export function mountGraphiql(server: FastifyInstance): void {
  server.get('/graphiql', async (_request, reply) =>
    reply
      .header('content-security-policy', policy)
      .header('referrer-policy', 'no-referrer')
      .type('text/html; charset=utf-8')
      .send(page),
  );
  serve(server, 'page.css', 'text/css; charset=utf-8', () => styles);
  serve(server, 'start.js', 'text/javascript; charset=utf-8', () => start);
  for (const [name, { home, file, type }] of Object.entries(assets)) {
    let content: Buffer | undefined;
    serve(server, name, type, () => (content ??= readFileSync(pathInPackage(home, file))));
  }
}

/** The packages keep their bundles for browsers off their lists of exports; all of them list their package.json. */
function pathInPackage(home: string, file: string): string {
  return join(dirname(require.resolve(`${home}/package.json`)), file);
}

function serve(server: FastifyInstance, name: string, type: string, content: () => string | Buffer): void {
  server.get(`/graphiql/${name}`, async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=3600').type(type).send(content()),
  );
}
