import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AnsweredRequests } from './answered-requests.js';
import type { CallerLimits } from './caller-limits.js';

/** What an anonymous caller asks, as it came. */
export interface PlainRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Null for GET. */
  readonly body: Buffer | null;
}

/** Status 200. */
export interface LaneAnswer {
  /** Names and values in turn, without the length and those of every answer. */
  readonly headers: readonly string[];
  readonly body: Buffer;
}

export interface LaneRoute {
  readonly path: string;
  readonly limits: CallerLimits;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  /** Whether a header may say who is at the other end: then the framework finds out. */
  readonly trustsProxy: boolean;
  /** What is at hand; else the work that makes it, for which the caller needs a turn; null for the framework. */
  readonly answer: (request: PlainRequest) => LaneAnswer | LaneWork | null;
}

/** Null for what the framework is to answer after all. */
export type LaneWork = () => Promise<LaneAnswer | null>;

/** Longer ones are seldom asked twice, and seldom come in one piece. */
const longestBody = 16_384;

/**
 * A way around the framework for what a route can answer at once, under all the rules of the route: limits, headers,
 * log and metrics. Whatever is not plain (keys, chunked bodies, unknown operations, errors) goes on to the framework
 * as if nobody had looked at it.
 */
export class FastLane {
  #route: LaneRoute | undefined;

  constructor(private readonly answered: AnsweredRequests) {}

  open(route: LaneRoute): void {
    this.#route = route;
  }

  /** From now on the framework answers everything. */
  close(): void {
    this.#route = undefined;
  }

  take(request: IncomingMessage, response: ServerResponse, framework: RequestListener): void {
    const route = this.#route;
    const length = route === undefined ? null : lengthOfPlain(route, request);
    if (route === undefined || length === null) {
      framework(request, response);
      return;
    }
    const caller = route.limits.peerOn(request);
    if (!route.limits.admit(caller)) {
      framework(request, response);
      return;
    }
    const passage = new Passage(this.answered, route, { request, response, framework, caller });
    if (length === 0) passage.answer(null);
    else request.once('data', (piece: Buffer) => passage.read(piece, length));
  }
}

/** The length of its body; null for what is not for this way. */
function lengthOfPlain(
  { path, trustsProxy }: LaneRoute,
  { method, url = '', headers }: IncomingMessage,
): number | null {
  if (headers.authorization !== undefined || headers['transfer-encoding'] !== undefined) return null;
  if (headers.expect !== undefined || headers.upgrade !== undefined) return null;
  if (trustsProxy && headers['x-forwarded-for'] !== undefined) return null;
  const given = headers['content-length'];
  if (method === 'GET') {
    const asks = url.startsWith(path) && url[path.length] === '?' && headers['if-none-match'] === undefined;
    return asks && given === undefined && headers['content-type'] === undefined ? 0 : null;
  }
  const length = Number(given);
  return method === 'POST' && url === path && length > 0 && length <= longestBody ? length : null;
}

interface Taken {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly framework: RequestListener;
  readonly caller: string;
}

/** One request on its way. */
class Passage {
  readonly #began = performance.now();
  #giveBack: (() => void) | null = null;
  #isBack = false;

  constructor(
    private readonly answered: AnsweredRequests,
    private readonly route: LaneRoute,
    private readonly taken: Taken,
  ) {}

  /** The body has come, in one piece, or the framework collects it. */
  read(piece: Buffer, length: number): void {
    if (piece.length === length) this.answer(piece);
    else {
      this.#putBack(piece);
      this.#passOn();
    }
  }

  answer(body: Buffer | null): void {
    const found = this.#find(body);
    if (found === null) {
      this.#putBack(body);
      this.#passOn();
    } else if (typeof found === 'function') {
      this.#putBack(body);
      this.#takeTurn(body, found);
    } else this.#send(found);
  }

  #find(body: Buffer | null): ReturnType<LaneRoute['answer']> {
    const { url = '', headers } = this.taken.request;
    return this.route.answer({ method: body === null ? 'GET' : 'POST', url, headers, body });
  }

  #takeTurn(body: Buffer | null, work: LaneWork): void {
    const { limits } = this.route;
    if (limits.requests === 0) {
      this.#do(work);
      return;
    }
    const { response, caller } = this.taken;
    let waits = false;
    const leave = limits.turns.take(caller, (giveBack) => {
      this.#giveBack = giveBack;
      // Somebody else may have made it meanwhile.
      const found = waits ? this.#find(body) : work;
      if (typeof found === 'function') this.#do(found);
      else if (found === null) this.#passOn();
      else this.#send(found);
    });
    waits = true;
    if (this.#giveBack === null) response.once('close', leave);
  }

  #do(work: LaneWork): void {
    work().then(
      (made) => (made === null ? this.#passOn() : this.#send(made)),
      () => this.#passOn(),
    );
  }

  /** The framework will read it as if it had just come. */
  #putBack(body: Buffer | null): void {
    if (body === null || this.#isBack) return;
    this.#isBack = true;
    const { request } = this.taken;
    request.pause();
    request.unshift(body);
  }

  #passOn(): void {
    const { request, response, framework } = this.taken;
    this.#giveBack?.();
    this.route.limits.letIn(request);
    framework(request, response);
  }

  #send({ headers, body }: LaneAnswer): void {
    const { request, response } = this.taken;
    if (this.#isBack) request.resume();
    if (response.closed) {
      this.#giveBack?.();
      return;
    }
    const id = randomUUID();
    response.on('close', () => this.#tell(id));
    response.writeHead(200, [
      'x-request-id',
      id,
      ...this.route.headers,
      ...headers,
      'content-length',
      String(body.length),
    ]);
    response.end(body);
  }

  #tell(id: string): void {
    const { request, response } = this.taken;
    this.#giveBack?.();
    this.answered.tell({
      id,
      method: request.method ?? '',
      route: this.route.path,
      status: response.statusCode,
      milliseconds: performance.now() - this.#began,
    });
  }
}
