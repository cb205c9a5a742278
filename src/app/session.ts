import type { SessionSettings } from '../modules/identity/sessions/session-settings.js';
import type { PasswordCost } from '../modules/identity/password.js';
import type { Config } from './config.js';
import { tokenSecret } from './token-secret.js';

/** How sign-in works in this installation. */
export function sessionSettings(config: Config, passwordCost: PasswordCost): SessionSettings {
  return {
    secret: tokenSecret(config),
    issuer: 'tongyuan',
    audience: 'tongyuan-editorial',
    mode: config.mode,
    passwordCost,
  };
}
