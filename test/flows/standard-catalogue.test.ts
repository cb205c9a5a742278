import { expect, it } from 'vitest';
import { z } from 'zod';
import { standingItem } from '../support/public-catalogue.js';
import { demoApp } from '../support/test-app.js';

const app = await demoApp();

const tierOne = [
  'ZH-01 机构信息 INSTITUTION_INFO',
  'ZH-02 人事信息 PERSONNEL_INFO',
  'ZH-03 政府信息公开 GOV_INFO_DISCLOSURE',
  'ZH-04 政策文件 POLICY_DOCUMENTS',
  'ZH-05 重大行政决策 MAJOR_DECISIONS',
  'ZH-06 权责清单 POWER_RESPONSIBILITY_LIST',
  'ZH-07 公共服务 PUBLIC_SERVICES',
  'ZH-08 规划计划 PLANS',
  'ZH-09 统计数据 STATISTICS',
  'ZH-10 财政信息 FISCAL_INFO',
  'ZH-11 双随机一公开 RANDOM_INSPECTION',
  'ZH-12 建议提案及其办理结果 MOTIONS_PROPOSALS',
];

const tierTwo = [
  'ZH-01-01 机关简介 BODY_PROFILE',
  'ZH-01-02 机关职能 BODY_FUNCTION',
  'ZH-01-03 机构设置 INTERNAL_UNITS',
  'ZH-01-04 下属单位 SUBORDINATE_UNITS',
  'ZH-02-01 领导分工 LEADERSHIP_DIVISION',
  'ZH-02-02 人事任免 APPOINTMENT_REMOVAL',
  'ZH-03-01 政府信息公开指南 DISCLOSURE_GUIDE',
  'ZH-03-02 政府信息公开制度 DISCLOSURE_RULES',
  'ZH-03-03 政府信息公开年报 DISCLOSURE_ANNUAL_REPORT',
  'ZH-03-04 政府信息公开目录 DISCLOSURE_CATALOGUE',
  'ZH-04-01 政府规章 GOVERNMENT_RULE',
  'ZH-04-02 行政规范性文件 NORMATIVE_DOCUMENT',
  'ZH-04-03 其他政策文件 OTHER_POLICY_DOCUMENT',
  'ZH-04-04 政策解读 POLICY_INTERPRETATION',
  'ZH-05-01 决策目录 DECISION_CATALOGUE',
  'ZH-05-02 重大决策预公开 DECISION_PRE_DISCLOSURE',
  'ZH-05-03 会议公开 MEETING_DISCLOSURE',
  'ZH-05-04 决策结果 DECISION_RESULT',
  'ZH-05-05 社会征求意见反馈情况 CONSULTATION_FEEDBACK',
  'ZH-05-06 后评估情况 POST_EVALUATION',
  'ZH-10-01 部门(单位)预决算 BUDGET_FINAL_ACCOUNTS',
  'ZH-10-02 部门预算绩效 BUDGET_PERFORMANCE',
  'ZH-10-03 财政专项资金 SPECIAL_FUNDS',
  'ZH-10-04 政府采购项目信息 GOV_PROCUREMENT',
  'ZH-10-05 其他财政信息 OTHER_FISCAL_INFO',
];

const childless = ['ZH-06', 'ZH-07', 'ZH-08', 'ZH-09', 'ZH-11', 'ZH-12'];

const Listed = z.object({
  catalogue: z.object({
    items: z.object({
      totalCount: z.number(),
      edges: z.array(z.object({ node: z.object({ code: z.string(), name: z.string(), identifier: z.string() }) })),
    }),
  }),
});

async function listed(where: object): Promise<{ total: number; lines: string[] }> {
  const answer = await app.publicly({
    query: `query ($where: CatalogueItemFilter) { catalogue(division: "310000") { items(where: $where, first: 100) {
      totalCount edges { node { code name identifier } } } } }`,
    variables: { where: { category: 'COMPREHENSIVE_AFFAIRS', ...where } },
  });
  expect(answer.errors).toBeUndefined();
  const { totalCount, edges } = Listed.parse(answer.data).catalogue.items;
  return { total: totalCount, lines: edges.map(({ node }) => `${node.code} ${node.name} ${node.identifier}`) };
}

it('A02: the branch of comprehensive affairs has 12 items of tier 1, 25 of tier 2 and 31 leaves, named in both languages', async () => {
  expect(await listed({ tier: 1 })).toEqual({ total: 12, lines: tierOne });
  expect(await listed({ tier: 2 })).toEqual({ total: 25, lines: tierTwo });
  const leaves = [...tierOne.filter((line) => childless.includes(line.slice(0, 5))), ...tierTwo].toSorted();
  const { total, lines } = await listed({ leaf: true });
  expect(total).toBe(31);
  expect(lines.toSorted()).toEqual(leaves);
  expect(await listed({})).toMatchObject({ total: 37 });
});

it('A02: tier 2 stands under its own tier 1 and nothing below that is a leaf of the standard', async () => {
  for (const line of tierTwo) {
    const [code = ''] = line.split(' ');
    const item = await standingItem(app, '310000', code);
    expect([item.parent?.code, item.isLeaf, item.children]).toEqual([code.slice(0, 5), true, []]);
  }
  for (const line of tierOne) {
    const [code = ''] = line.split(' ');
    const item = await standingItem(app, '310000', code);
    const below = tierTwo.map((child) => ({ code: child.slice(0, 8) })).filter((child) => child.code.startsWith(code));
    expect([item.parent, item.isLeaf, item.children]).toEqual([null, childless.includes(code), below]);
  }
});

it('A03: 机关简介 has exactly the twelve boxes of the table in its order, with only 政府网站 ticked', async () => {
  const { channels } = await standingItem(app, '310000', 'ZH-01-01');
  expect(channels.map(({ order, channel, label, ticked }) => [order, channel, label, ticked])).toEqual([
    [1, 'GOVERNMENT_WEBSITE', '政府网站', true],
    [2, 'WEIBO_WECHAT_CLIENT', '两微一端', false],
    [3, 'BROADCAST_TV', '广播电视', false],
    [4, 'PUBLIC_INQUIRY_POINT', '公开查询点', false],
    [5, 'CONVENIENCE_SERVICE_STATION', '便民服务站', false],
    [6, 'COMMUNITY_NOTICE_BOARD', '村居/企事业单位公示栏(电子屏)', false],
    [7, 'TARGETED_PUSH', '精准推送', false],
    [8, 'GOVERNMENT_GAZETTE', '政府公报', false],
    [9, 'PRESS_CONFERENCE_HEARING', '发布会/听证会', false],
    [10, 'PRINT_MEDIA', '纸质媒体', false],
    [11, 'SERVICE_CENTRE', '政务服务中心', false],
    [12, 'DOORSTEP_ONSITE', '入户/现场', false],
  ]);
  const origins = new Set(channels.map(({ origin }) => `${origin.division.code} ${origin.level} ${origin.state}`));
  expect([...origins]).toEqual(['310000 CITY DEFINED']);
});
