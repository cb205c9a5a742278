import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { mountGraphiql } from '../../src/app/graphiql.js';

const server = Fastify();
mountGraphiql(server);

test('the page brings everything it names from here', async () => {
  const page = await server.inject('/graphiql');
  expect(page.statusCode).toBe(200);
  const named = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? '');
  expect(named).toEqual([
    '/graphiql/graphiql.css',
    '/graphiql/page.css',
    '/graphiql/react.js',
    '/graphiql/react-dom.js',
    '/graphiql/graphiql.js',
    '/graphiql/start.js',
  ]);
  for (const path of named) {
    const answer = await server.inject(path);
    expect([path, answer.statusCode]).toEqual([path, 200]);
    expect(answer.headers['content-type']).toBe(
      path.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8',
    );
    expect(answer.body.length).toBeGreaterThan(0);
  }
});

test('the page asks nobody else', async () => {
  const page = await server.inject('/graphiql');
  expect(page.headers['content-security-policy']).toContain("default-src 'none'");
  expect(page.body).not.toMatch(/https?:\/\//);
});
