import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { listenBare, peerSettings, readBody } from './peer-process.js';

const stored = z.array(z.object({ question: z.string(), answer: z.string() }));

/** The ceiling of any server on `node:http`: finished bytes from memory, found by the bytes of the request. */
const answers = new Map(
  stored
    .parse(JSON.parse(readFileSync(peerSettings().answersFile, 'utf8')))
    .map(({ question, answer }) => [question, Buffer.from(answer)]),
);

listenBare((request, response) => {
  readBody(request, (body) => {
    const answer = answers.get(body.toString('utf8'));
    if (answer === undefined) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': answer.length });
    response.end(answer);
  });
});
