// Asks a server from a process and an address of its own, so that nobody's event loop but the server's is measured.
// Told on the channel: { port, from, callers, pause, milliseconds, requests: [{ path, headers, body }] }.
import { Agent, request } from 'node:http';
import { setTimeout as rest } from 'node:timers/promises';

async function answer(plan) {
  const agent = new Agent({ keepAlive: true, maxSockets: plan.callers, localAddress: plan.from });
  const until = performance.now() + plan.milliseconds;
  const times = [];
  const statuses = {};
  let next = 0;
  const ask = ({ path, headers, body }) =>
    new Promise((resolve) => {
      const started = performance.now();
      const done = (status) => {
        times.push(performance.now() - started);
        statuses[status] = (statuses[status] ?? 0) + 1;
        resolve();
      };
      const method = body === undefined ? 'GET' : 'POST';
      const sent = request({ agent, method, port: plan.port, host: '127.0.0.1', path, headers }, (response) => {
        response.resume();
        response.on('end', () => done(response.statusCode));
        response.on('error', () => done('cut'));
      });
      sent.on('error', () => done('cut'));
      sent.end(body);
    });
  const caller = async () => {
    while (performance.now() < until) {
      await ask(plan.requests[next++ % plan.requests.length]);
      if (plan.pause > 0) await rest(plan.pause);
    }
  };
  await Promise.all(Array.from({ length: plan.callers }, caller));
  agent.destroy();
  process.send({ times, statuses });
}

process.on('message', (plan) => void answer(plan));
