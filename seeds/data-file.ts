import { existsSync, readFileSync } from 'node:fs';

/** The text of a file in seeds/data, whether this module runs from the sources or from the build folder beside them. */
export function dataFile(name: string): string {
  const places = ['./data/', '../../seeds/data/'].map((folder) => new URL(`${folder}${name}`, import.meta.url));
  const place = places.find((url) => existsSync(url));
  if (place === undefined) throw new Error(`seeds/data/${name} is missing.`);
  return readFileSync(place, 'utf8');
}
