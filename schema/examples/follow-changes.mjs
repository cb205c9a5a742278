// Keeps a replica of what is public by following `changes`, then compares it with `disclosures` at the same sequence.
// [TONGYUAN_URL=https://…/graphql] [TONGYUAN_KEY=ty_…] node follow-changes.mjs [replica.json, to go on where it ended]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
const { TONGYUAN_URL: url = 'http://localhost:4000/graphql', TONGYUAN_KEY: key } = process.env;
const headers = { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) };
const file = process.argv[2];
const kept = file && existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { after: '0', replica: [] };
const [replica, listed, gone] = [new Map(kept.replica), new Map(), new Set()];
async function ask(query, variables, at) {
  const body = JSON.stringify({ query, variables, extensions: { tongyuan: at ? { at } : {} } });
  const { data, errors } = await (await fetch(url, { method: 'POST', headers, body })).json();
  if (errors) throw new Error(`${errors[0].extensions.code}: ${errors[0].message}`);
  return data;
}
async function follow(from, at, apply) {
  const query = `query ($from: Sequence!) { changes(after: $from) { upTo edges { node {
    kind subject tombstone { id } disclosure { id version digest title } } } } }`;
  const { changes } = await ask(query, { from }, at);
  for (const { node } of changes.edges) if (node.kind.startsWith('DISCLOSURE_')) apply(node);
  if (BigInt(changes.upTo) < BigInt(at)) await follow(changes.upTo, at, apply);
}
const head = async () => (await ask('{ checkpoint { sequence } }')).checkpoint.sequence;
// Of what was withdrawn only the tombstone is left.
const keep = ({ subject, disclosure }) => (disclosure ? replica.set(subject, disclosure) : replica.delete(subject));
const at = await head();
await follow(kept.after, at, keep);
const list = `query ($after: String) { disclosures(first: 100, after: $after) {
  pageInfo { hasNextPage endCursor } edges { node { id version digest title } } } }`;
for (let page = { hasNextPage: true }; page.hasNextPage; ) {
  const { disclosures } = await ask(list, { after: page.endCursor }, at);
  for (const { node } of disclosures.edges) listed.set(node.id, node);
  page = disclosures.pageInfo;
}
await follow(at, await head(), ({ subject, tombstone }) => tombstone && gone.add(subject));
const ids = [...new Set([...replica.keys(), ...listed.keys()])].filter((id) => !gone.has(id));
const different = ids.filter((id) => JSON.stringify(replica.get(id)) !== JSON.stringify(listed.get(id)));
if (file) writeFileSync(file, JSON.stringify({ after: at, replica: [...replica] }));
process.stdout.write(`Sequence ${at}: ${ids.length} records compared, ${different.length} different.\n`);
process.exitCode = different.length === 0 ? 0 : 1;
