import { pick } from './random.js';

const openings =
  '为进一步规范|根据有关规定|按照工作部署|经研究决定|为切实保障|结合本地实际|自本通知印发之日起|依照法定程序'.split(
    '|',
  );
const actors =
  '市人民政府办公厅|区民政局|街道办事处|社区服务中心|区教育局|区卫生健康委|行政服务中心|区财政局|镇人民政府|区市场监管局|区文化旅游局|区医疗保障局'.split(
    '|',
  );
const verbs =
  '负责组织实施|应当及时公开|会同有关部门制定|统一受理并答复|按月汇总并报送|定期更新|公开征求意见后确定|委托第三方开展评估'.split(
    '|',
  );
const objects =
  '养老服务补贴申领条件|社会救助对象名单和标准|公共文化设施开放信息|不动产登记办理流程|财政预算和决算|行政处罚决定书|规范性文件清理结果|招生入学工作方案|食品安全抽检结果|高龄津贴发放标准|就业创业扶持政策|保障性住房配租结果|残疾人两项补贴|重大建设项目进展|突发公共事件应急预案|医疗救助待遇标准'.split(
    '|',
  );
const endings =
  '接受社会监督|做到应公开尽公开|在二十个工作日内完成|并说明法律依据|同时保留纸质文本备查|逾期未办的予以通报|确保同源一致|有效期五年'.split(
    '|',
  );

/** A sentence of administrative prose, some forty characters. */
export function sentence(next: (limit: number) => number): string {
  const year = 2_016 + next(11);
  const number = 1 + next(180);
  const order = `${pick(openings, next)}，${pick(actors, next)}${pick(verbs, next)}${pick(objects, next)}`;
  return `${order}(沪府规〔${year}〕${number}号)，${pick(endings, next)}。`;
}

export function subject(next: (limit: number) => number): string {
  return pick(objects, next);
}

/** Paragraphs of about so many bytes in UTF-8. */
export function paragraphs(bytes: number, next: (limit: number) => number): string[] {
  const made: string[] = [];
  for (let length = 0; length < bytes; ) {
    const text = Array.from({ length: 4 }, () => sentence(next)).join('');
    made.push(text);
    length += Buffer.byteLength(text);
  }
  return made;
}
