/** A reason why a command did nothing, in one sentence for the person at the terminal. */
export class ConsoleFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConsoleFault';
  }
}
