import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ChildServer, startChild } from './child-server.js';
import { type Contestant, type Keys, works } from './contestant.js';
import { questionsFor } from './questions.js';
import { peerPlan, postgraphilePlan, productPlan, type ServerPlan } from './server-plans.js';
import { ask } from './verify-answers.js';

export interface FieldSettings {
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly keys: Keys;
  readonly postgraphile: boolean;
}

/** All servers under test, over one database; the first is the product that the others are compared with. */
export async function startContestants(settings: FieldSettings): Promise<Contestant[]> {
  const plan = { ...settings, answersFile: join(settings.dataDir, 'answers.json') };
  const started: Contestant[] = [];
  const add = async (one: ServerPlan): Promise<Contestant> => {
    const child: ChildServer = await startChild(one, settings.dataDir);
    const contestant = { ...child, name: one.name, path: one.path, questions: questionsFor(one.name, settings.keys) };
    started.push(contestant);
    return contestant;
  };
  try {
    const product = await add(productPlan(plan, 'api', 'off'));
    await add(productPlan(plan, 'api', 'on'));
    await keepAnswers(product, plan.answersFile);
    await add(peerPlan('static', plan));
    await add(peerPlan('limit', plan));
    if (settings.postgraphile) await add(postgraphilePlan(plan));
    await add(peerPlan('Apollo + DataLoader', plan));
    return started;
  } catch (error) {
    await Promise.all(started.map((one) => one.stop()));
    throw error;
  }
}

/** What the product says to every question, for the server that answers from memory. */
async function keepAnswers(product: Contestant, file: string): Promise<void> {
  const kept: { question: string; answer: string }[] = [];
  for (const work of works) {
    for (const question of product.questions[work]) kept.push({ question, answer: await ask(product, question) });
  }
  writeFileSync(file, JSON.stringify(kept));
}
