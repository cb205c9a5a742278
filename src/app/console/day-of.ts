const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });

/** The day in Shanghai, e.g. 2026-03-02. */
export function dayOf(moment: Date): string {
  return shanghai.format(moment);
}
