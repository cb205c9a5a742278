/** npm and the terminal both pass Ctrl-C on; within this time it is the same one. */
const sameSignal = 1_000;

/** Calls `first` on SIGTERM, SIGINT, SIGHUP or the end of the parent that forked us, and `again` when a person insists. */
export function onStopSignals(first: (signal: string) => void, again: (signal: string) => void): void {
  let since: number | undefined;
  const heard = (signal: string): void => {
    if (since === undefined) {
      since = performance.now();
      first(signal);
    } else if (performance.now() - since > sameSignal) {
      again(signal);
    }
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, heard);
  process.once('disconnect', () => heard('the parent process is gone'));
}
