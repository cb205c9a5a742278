import { existsSync } from 'node:fs';

/** The folder of the project, whether this runs from the sources or from the build folder beside them. */
export const projectRoot: URL = find();

/** Where `npm run bench` compiles the bench and its own copy of the product to. */
export const buildFolder: URL = new URL('.bench/', projectRoot);

function find(): URL {
  for (const up of ['../', '../../', '../../../']) {
    const folder = new URL(up, import.meta.url);
    if (existsSync(new URL('package-lock.json', folder))) return folder;
  }
  throw new Error('The folder of the project was not found.');
}
