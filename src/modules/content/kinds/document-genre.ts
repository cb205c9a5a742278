/** The fifteen kinds of official documents (党政机关公文处理工作条例, 第八条), with the identifiers of the seed standard. */
const genres = {
  RESOLUTION: '决议',
  DECISION: '决定',
  ORDER: '命令',
  COMMUNIQUE: '公报',
  PUBLIC_NOTICE: '公告',
  ANNOUNCEMENT: '通告',
  OPINION: '意见',
  NOTICE: '通知',
  CIRCULAR: '通报',
  REPORT: '报告',
  REQUEST_FOR_INSTRUCTIONS: '请示',
  REPLY_TO_REQUEST: '批复',
  BILL: '议案',
  LETTER: '函',
  MINUTES: '纪要',
} as const;

/** Names that other standards use for the same kinds. */
const otherNames: Readonly<Record<string, string>> = {
  令: '命令',
  '命令(令)': '命令',
  '命令\uff08令\uff09': '命令',
  会议纪要: '纪要',
};

/** As stored and shown, in the order of the regulation. */
export const documentGenres: readonly string[] = Object.values(genres);

const byName = new Map([...Object.entries(genres), ...Object.entries(otherNames)]);

/** The Chinese name for a name or identifier of the closed list; null for anything else. */
export function normaliseGenre(text: string): string | null {
  const name = text.trim();
  return documentGenres.includes(name) ? name : (byName.get(name) ?? null);
}
