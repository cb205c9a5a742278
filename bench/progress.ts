/** A bar on a terminal, a line at every tenth elsewhere, on standard error. */
export function progressOf(label: string, total: number): (done: number) => void {
  let shown = -1;
  return (done) => {
    const tenth = total === 0 ? 10 : Math.floor((done / total) * 10);
    const { stderr } = process;
    if (stderr.isTTY) {
      stderr.write(
        `\r${label} ${'█'.repeat(tenth)}${'░'.repeat(10 - tenth)} ${done}/${total}${done >= total ? '\n' : ''}`,
      );
    } else if (tenth > shown) {
      stderr.write(`${label} ${done}/${total}\n`);
    }
    shown = tenth;
  };
}
