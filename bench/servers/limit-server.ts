import { z } from 'zod';
import { listenBare, peerPool, peerSettings, readBody } from './peer-process.js';

const instant = `to_char(d.published_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.MS"+08:00"')`;
const envelope = `'{"id":"', d.id, '","indexNo":', to_json(d.index_no), ',"kind":"', d.kind, '","title":', to_json(d.title),
  ',"summary":', coalesce(to_json(d.summary)::text, 'null'), ',"digest":"', d.digest, '","publishedAt":"', ${instant}, '"'`;
const around = `',"responsibleBody":{"name":', to_json(b.name), '},"item":{"code":"', i.code, '","name":', to_json(i.name), '}}'`;
const joined = 'join plain.body b on b.id = d.body_id join plain.item i on i.code = d.item_code';

const one = {
  name: 'one',
  text: `select concat('{"data":{"disclosure":', ${envelope}, ',"content":{"html":', to_json(d.html), '}', ${around}, '}}') as answer
    from plain.disclosure d ${joined} where d.id = $1::uuid`,
};
const newest = {
  name: 'newest',
  text: `select concat('{"data":{"disclosures":{"edges":[', string_agg(concat('{"node":', ${envelope}, ${around}, '}'), ','
      order by d.published_at desc, d.id desc), ']}}}') as answer
    from (select * from plain.disclosure where body_id = $1::uuid order by published_at desc, id desc limit 20) d ${joined}`,
};

const asked = z.object({ variables: z.union([z.object({ id: z.string() }), z.object({ body: z.string() })]) });

/** What PostgreSQL and `node:http` can do at most: one prepared statement that returns the finished answer. */
const pool = peerPool(peerSettings());

listenBare((request, response) => {
  readBody(request, (body) => {
    const { variables } = asked.parse(JSON.parse(body.toString('utf8')));
    const query = 'id' in variables ? { ...one, values: [variables.id] } : { ...newest, values: [variables.body] };
    pool.query<{ answer: string }>(query).then(
      ({ rows }) => {
        const answer = Buffer.from(rows[0]?.answer ?? '');
        response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': answer.length });
        response.end(answer);
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
});
