export const superuser = 'tongyuan';

/** Our environment without libpq's variables and the locale, which would change what the server's tools do. */
export function serverEnv(): NodeJS.ProcessEnv {
  const rest = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && !name.startsWith('LC_'));
  return { ...Object.fromEntries(rest), LC_ALL: 'C' };
}
