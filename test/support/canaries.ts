import { z } from 'zod';
import { achieve } from './flow-act.js';
import { addItemFor, issueKey, registerAudience } from './flow-consumers.js';
import {
  approveGuide,
  aspects,
  correctGuide,
  elementsOf,
  type GuideToWrite,
  passStage,
  publishGuide,
  submitOpen,
  withdraw,
  writeGuide,
} from './flow-draft.js';
import type { TestApp } from './test-app.js';

/** Words that stand nowhere else, each in one place that the public must not see. */
export class Canaries {
  readonly #words: string[] = [];

  /** A new word; it says where it is, for whoever finds it. */
  at(place: string): string {
    const word = `金丝雀${place}${(1_000 + this.#words.length).toString()}`;
    this.#words.push(word);
    return word;
  }

  get words(): readonly string[] {
    return this.#words;
  }
}

const attachment = { mediaType: 'application/pdf', size: 9, sha256: `sha256:${'a'.repeat(64)}` };

/** A word in every text that a guide has. */
export async function guideOf(app: TestApp, canaries: Canaries, guide: GuideToWrite & { readonly in: string }) {
  const word = (): string => canaries.at(guide.in);
  const item = guide.item ?? 'ZH-07';
  const elements = await elementsOf(app, '310107005', item);
  const content = {
    summary: word(),
    keywords: [word(), word()],
    html: `<p>${word()}</p><table><tr><td>${word()}</td></tr></table>`,
    elements: elements.map(({ element }) => ({ element, text: word() })),
    attachments: [{ ...attachment, name: `${word()}.pdf` }],
    serviceGuide: {
      conditions: word(),
      flow: word(),
      timeLimit: word(),
      fee: word(),
      materials: [{ name: word(), basis: word(), form: word(), copies: 1, instructions: word() }],
      office: word(),
      address: word(),
      hours: word(),
      phone: '021-62570002',
    },
  };
  return { ...guide, item, title: word(), content: { ...content, ...guide.content } };
}

/** What lies in the open: only a part of it may show. Planted before the public answers are kept for comparison. */
export async function plantInTheOpen(app: TestApp, canaries: Canaries) {
  const hidden = (): string => canaries.at('删节');
  const { id } = await publishGuide(app, {
    title: '删节公开示例',
    content: {
      html: `<p title="${hidden()}" data-note="${hidden()}">公开部分<!-- ${hidden()} --></p><script>${hidden()}</script>
        <style>.${hidden()}{}</style><iframe srcdoc="${hidden()}"></iframe><img alt="" src="data:text/plain,${hidden()}">`,
    },
  });
  const rewritten = await writeGuide(app, await guideOf(app, canaries, { in: '旧稿' }));
  await achieve(app, 'caoyang-drafter', {
    mutation: 'reviseDraft',
    input: {
      draftId: rewritten.id,
      expectedRevision: rewritten.revision,
      content: { title: '重写以后', html: '<p>重写</p>' },
    },
    shape: z.object({}),
  });
  const gone = await publishGuide(app, await guideOf(app, canaries, { in: '撤回' }));
  await withdraw(app, gone.id);
  return { publicId: id, withdrawnId: gone.id, hiddenIds: [rewritten.id] };
}

/** Drafts at every step, what was said about them, people, keys: nothing of it is public at all. */
export async function plantBehindTheScenes(app: TestApp, canaries: Canaries, publicId: string): Promise<string[]> {
  const ids: string[] = [];
  const keep = <Step extends { readonly id: string }>(step: Step): Step => {
    ids.push(step.id);
    return step;
  };
  keep(await writeGuide(app, await guideOf(app, canaries, { in: '草稿' })));
  keep(
    await writeGuide(app, {
      ...(await guideOf(app, canaries, { in: '更正稿' })),
      correctsId: publicId,
      correctionReason: canaries.at('更正理由'),
    }),
  );
  keep(
    await writeGuide(app, {
      title: canaries.at('来文'),
      content: {
        origin: 'RECEIVED_FROM_PERSON',
        sourceKind: 'CITIZEN',
        sourceName: canaries.at('来文人'),
        sourceCopy: { ...attachment, name: `${canaries.at('来文原件')}.pdf` },
      },
    }),
  );
  const submitted = await submitOpen(app, await writeGuide(app, await guideOf(app, canaries, { in: '在审' })));
  const reviewed = await achieve(app, 'caoyang-preliminary', {
    mutation: 'reviewDraft',
    input: {
      draftId: keep(submitted).id,
      expectedRevision: submitted.revision,
      stage: 'PRELIMINARY',
      verdict: 'PASS',
      opinion: canaries.at('意见'),
      aspects: aspects.map((aspect) => ({ ...aspect, ground: canaries.at('理由') })),
    },
    fields: 'draft { id revision state }',
    shape: z.object({ draft: z.object({ id: z.string(), revision: z.number(), state: z.string() }) }),
  });
  await passStage(app, 'caoyang-second', { draft: reviewed.draft, stage: 'SECOND' });
  keep(await approveGuide(app, await guideOf(app, canaries, { in: '待发' })));
  const people = z.object({ account: z.object({ id: z.string() }) });
  for (let number = 0; number < 10; number += 1) {
    const input = {
      login: `canary-reviewer-${number}`,
      displayName: canaries.at('人名'),
      password: 'a long enough password',
    };
    const { account } = await achieve(app, 'operator', {
      mutation: 'createAccount',
      input,
      fields: 'account { id }',
      shape: people,
    });
    keep(account);
  }
  for (let number = 0; number < 5; number += 1) ids.push(await registerAudience(app, canaries.at('对象')));
  return ids;
}

/** Content for a described group: standing, corrected, withdrawn. */
export async function plantForAGroup(app: TestApp, canaries: Canaries) {
  const specific = '本区散居孤儿监护人(示例)';
  const item = await addItemFor(app, specific);
  const audienceId = await registerAudience(app, specific);
  const [key, other] = [
    await issueKey(app, { audienceIds: [audienceId] }),
    await issueKey(app, { audienceIds: [await registerAudience(app, '本区低保家庭(示例)')] }),
  ];
  const plant = async () => {
    const standing = await publishGuide(app, await guideOf(app, canaries, { in: '定向', item }));
    const corrected = await publishGuide(app, await guideOf(app, canaries, { in: '定向旧版', item }));
    await correctGuide(app, corrected.id, await guideOf(app, canaries, { in: '定向新版', item }));
    const gone = await publishGuide(app, await guideOf(app, canaries, { in: '定向撤回', item }));
    await withdraw(app, gone.id);
    return [standing, corrected, gone];
  };
  return { item, audienceId, key, other, plant };
}
