import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import { unavailable } from '../errors/app-error.js';
import { httpStatus } from '../http/http-status.js';

/**
 * What failed as a whole because a part is down has the status that says so, as if it had been refused before it ran:
 * those between us and the caller then know that it may be sent again. An answer that holds anything keeps status 200.
 */
export const statusForUnavailable: ApolloServerPlugin<BaseContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ response: { http, body } }) => {
      if (body.kind !== 'single' || body.singleResult.data != null) return;
      const { errors = [] } = body.singleResult;
      if (!errors.some((error) => error.extensions?.['code'] === unavailable.code)) return;
      http.status = httpStatus(unavailable.code);
      http.headers.set('retry-after', '1');
    },
  }),
};
