import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';

/** Who is at the other end: an IPv4 address, or the /64 of an IPv6 one, since whoever has one has all of it. */
export function peerOf(request: Pick<FastifyRequest, 'ip'>): string {
  return normalizeIP(request.ip);
}
