export type LawKind = 'LAW' | 'REGULATION' | 'RULE' | 'STANDARD';

/** A text that may be cited: by its full title and number only; the short titles are what people type instead. */
export interface Law {
  readonly title: string;
  readonly docNo: string;
  readonly kind: LawKind;
  readonly aliases: readonly string[];
}

/** The texts that the standard catalogue and the policy packs cite. Others may be cited too, but are not checked by name. */
export const lawRegister: readonly Law[] = [
  {
    title: '中华人民共和国政府信息公开条例',
    docNo: '国务院令第711号',
    kind: 'REGULATION',
    aliases: ['条例', '政府信息公开条例', '信息公开条例', '公开条例', '新条例'],
  },
  {
    title: '重大行政决策程序暂行条例',
    docNo: '国务院令第713号',
    kind: 'REGULATION',
    aliases: ['重大行政决策条例', '行政决策条例', '决策条例', '重大决策条例', '重大行政决策程序条例'],
  },
  {
    title: '政务公开管理规范',
    docNo: 'DB31/T 1297—2021',
    kind: 'STANDARD',
    aliases: ['管理规范', '公开管理规范', '地方标准', '上海地标'],
  },
  {
    title: '基层政务公开工作指南',
    docNo: 'GB/T 42418—2023',
    kind: 'STANDARD',
    aliases: ['工作指南', '基层公开指南', '基层指南', '国家标准', '国标'],
  },
  {
    title: '关于全面推进政务公开工作的实施意见',
    docNo: '沪委办发〔2017〕14号',
    kind: 'RULE',
    aliases: ['实施意见', '政务公开实施意见', '上海实施意见', '全面推进政务公开工作的实施意见', '14号文'],
  },
  {
    title: '山西省人民政府办公厅关于全面推进基层政务公开标准化规范化进一步做好政务公开工作的实施意见',
    docNo: '晋政办发〔2020〕38号',
    kind: 'RULE',
    aliases: ['山西实施意见', '基层政务公开标准化规范化实施意见', '38号文'],
  },
  {
    title: '政府网站发展指引',
    docNo: '国办发〔2017〕47号',
    kind: 'RULE',
    aliases: ['网站发展指引', '网站指引', '发展指引', '47号文'],
  },
];
