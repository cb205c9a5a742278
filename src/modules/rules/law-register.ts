import type { Law, LawRegister, LawVersion } from './laws/law.js';

/** The texts that the standard catalogue and the policy packs cite, as they come with the product. */
const builtIn: readonly Law[] = [
  {
    id: '5f0b6f3a-0000-4000-8000-000000000001',
    kind: 'REGULATION',
    aliases: ['条例', '政府信息公开条例', '信息公开条例', '公开条例', '新条例'],
    versions: [
      wording({
        title: '中华人民共和国政府信息公开条例',
        docNo: '国务院令第492号',
        effectiveFrom: '2008-05-01',
        lastDay: '2019-05-14',
        endedAs: 'AMENDED',
      }),
      wording({
        version: 2,
        title: '中华人民共和国政府信息公开条例',
        docNo: '国务院令第711号',
        effectiveFrom: '2019-05-15',
      }),
    ],
  },
  {
    id: '5f0b6f3a-0000-4000-8000-000000000002',
    kind: 'REGULATION',
    aliases: ['重大行政决策条例', '行政决策条例', '决策条例', '重大决策条例', '重大行政决策程序条例'],
    versions: [wording({ title: '重大行政决策程序暂行条例', docNo: '国务院令第713号', effectiveFrom: '2019-09-01' })],
  },
  {
    id: '5f0b6f3a-0000-4000-8000-000000000003',
    kind: 'STANDARD',
    aliases: ['管理规范', '公开管理规范', '地方标准', '上海地标'],
    versions: [wording({ title: '政务公开管理规范', docNo: 'DB31/T 1297—2021', effectiveFrom: '2021-06-01' })],
  },
  {
    id: '5f0b6f3a-0000-4000-8000-000000000004',
    kind: 'STANDARD',
    aliases: ['工作指南', '基层公开指南', '基层指南', '国家标准', '国标'],
    versions: [wording({ title: '基层政务公开工作指南', docNo: 'GB/T 42418—2023', effectiveFrom: null })],
  },
  {
    id: '5f0b6f3a-0000-4000-8000-000000000005',
    kind: 'RULE',
    aliases: ['实施意见', '政务公开实施意见', '上海实施意见', '全面推进政务公开工作的实施意见', '14号文'],
    versions: [
      wording({ title: '关于全面推进政务公开工作的实施意见', docNo: '沪委办发〔2017〕14号', effectiveFrom: null }),
    ],
  },
  {
    id: '5f0b6f3a-0000-4000-8000-000000000006',
    kind: 'RULE',
    aliases: ['山西实施意见', '基层政务公开标准化规范化实施意见', '38号文'],
    versions: [
      wording({
        title: '山西省人民政府办公厅关于全面推进基层政务公开标准化规范化进一步做好政务公开工作的实施意见',
        docNo: '晋政办发〔2020〕38号',
        effectiveFrom: '2020-05-09',
      }),
    ],
  },
  {
    id: '5f0b6f3a-0000-4000-8000-000000000007',
    kind: 'RULE',
    aliases: ['网站发展指引', '网站指引', '发展指引', '47号文'],
    versions: [wording({ title: '政府网站发展指引', docNo: '国办发〔2017〕47号', effectiveFrom: null })],
  },
];

/** What may be cited where no store was asked. Others may be cited too, but are not checked by name. */
export const lawRegister: LawRegister = { laws: builtIn, on: null };

function wording(known: Pick<LawVersion, 'title' | 'docNo' | 'effectiveFrom'> & Partial<LawVersion>): LawVersion {
  return { version: 1, clauses: [], lastDay: null, endedAs: null, note: null, ...known };
}
