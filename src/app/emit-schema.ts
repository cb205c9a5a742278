import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaSdl } from './schema-sdl.js';

// Writes both schemas into the folder that the command line names, else into schema/.
const folder = process.argv[2] ?? 'schema';
const sdl = await schemaSdl();
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'public.graphql'), sdl.public);
writeFileSync(join(folder, 'editorial.graphql'), sdl.editorial);
