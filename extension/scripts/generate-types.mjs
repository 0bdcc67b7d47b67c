/**
 * Makes two files from schemas/, so that the extension is judged by the agent's own contract: types/api.d.ts, the types of everything on the wire, for
 * `tsc --checkJs`; and background/shapes.js, the shape of each reply, by which the worker judges what the agent answers.
 * Run by `npm run types` in tests/; a test makes them anew and compares. The compiler is found where that package.json installed it.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const root = new URL("../../", import.meta.url);
const require = createRequire(new URL("tests/package.json", root));
const { compile } = await import(pathToFileURL(require.resolve("json-schema-to-typescript")).href);

const schemas = new URL("schemas/", root);
const names = readdirSync(schemas)
  .filter((file) => file.endsWith(".json") && file !== "openapi.json")
  .sort();
const read = (/** @type {string} */ file) => JSON.parse(readFileSync(new URL(file, schemas), "utf8"));

/** One schema that holds all: a definition is written once, under its own name, however many messages use it. */
const definitions = {};
for (const file of names) {
  const { $defs = {}, $schema: _draft, $id: _id, ...schema } = read(file);
  Object.assign(definitions, $defs, { [file.replace(/\.json$/, "")]: schema });
}

/** Titles of single fields would each become a type of their own; tuples of up to 2,000 items would be spelled out. @param {any} value @param {boolean} named */
function tidy(value, named) {
  if (Array.isArray(value)) return value.map((item) => tidy(item, false));
  if (value === null || typeof value !== "object") return value;
  const { title, maxItems: _max, minItems: _min, ...rest } = value;
  const kept = Object.entries(rest).map(([key, item]) => [
    key,
    key === "properties" || key === "$defs"
      ? Object.fromEntries(Object.entries(item).map(([name, one]) => [name, tidy(one, key === "$defs")]))
      : tidy(item, false),
  ]);
  return { ...Object.fromEntries(kept), ...(named && title && { title }) };
}

const all = {
  $defs: definitions,
  title: "Wire",
  type: "object",
  additionalProperties: false,
  properties: Object.fromEntries(
    Object.keys(definitions)
      .sort()
      .map((name) => [name, { $ref: `#/$defs/${name}` }]),
  ),
};
const compiled = await compile(tidy(all, true), "Wire", {
  bannerComment: "/** Generated from schemas/ by `npm run types` in tests/. Change the contract in agent/learnlearn/contract/ instead. */",
  additionalProperties: false,
  unknownAny: true,
  format: true,
  style: { printWidth: 150 },
});
// An empty interface would take anything.
const text = compiled.replace(/export interface (\w+) \{\}/g, "export type $1 = Record<string, never>;");

/**
 * A schema as a shape: a name, such as `string`, `Note` or `string|null`; a list of them, `["Note"]`. A reply may say more than this version knows, so
 * only what the code relies on is in it: which fields there are and of what kind, not their limits nor the words of an open set.
 * @param {any} schema @returns {any}
 */
function shape(schema) {
  if (schema.$ref) return schema.$ref.split("/").at(-1);
  if (schema.anyOf) return schema.anyOf.map(shape).join("|");
  if (schema.type === "array") return [shape(schema.items)];
  if (typeof schema.type === "string" && !schema.properties) return schema.type; // "object": names and values of an open set, such as the hooks of each site
  throw new Error(`no shape for ${JSON.stringify(schema)}`);
}

/** @param {any} schema of an object; what may be left out has a question mark behind its name */
const fields = ({ properties, required = [] }) =>
  Object.fromEntries(Object.entries(properties).map(([name, one]) => [required.includes(name) ? name : `${name}?`, shape(one)]));

/** The shapes that a shape names, and those that they name. @param {any} used @param {Map<string, any>} found */
function gather(used, found) {
  for (const name of [used].flat().flatMap((one) => one.split("|"))) {
    if (!(name in api.components.schemas) || found.has(name)) continue;
    const own = fields(api.components.schemas[name]);
    found.set(name, own);
    for (const one of Object.values(own)) gather(one, found);
  }
}

const api = read("openapi.json");
/** @type {Record<string, string>} */
const replies = {};
const found = new Map();
for (const [path, { post }] of Object.entries(api.paths)) {
  if (!post || path.startsWith("/v1/control/")) continue;
  const name = shape(post.responses["200"].content["application/json"].schema);
  replies[path.replace("/v1/", "")] = name;
  gather(name, found);
}
const lines = (/** @type {[string, any][]} */ entries) =>
  entries.map(([name, one]) => `  ${JSON.stringify(name)}: ${JSON.stringify(one)},\n`).join("");
const shapes = `/** Generated from schemas/ by \`npm run types\` in tests/: the shape of what the agent answers. reply.js says how to read it. */

/** @type {Readonly<Record<string, string>>} by route */
export const REPLIES = {
${lines(Object.entries(replies))}};

/** @type {Readonly<Record<string, Record<string, string | string[]>>>} */
export const SHAPES = {
${lines([...found].sort(([one], [other]) => (one < other ? -1 : 1)))}};
`;

const folder = process.argv[2] ? pathToFileURL(`${process.argv[2]}/`) : new URL("extension/", root);
for (const [file, content] of Object.entries({ "types/api.d.ts": text, "background/shapes.js": shapes })) {
  const target = new URL(file, folder);
  mkdirSync(new URL(".", target), { recursive: true });
  writeFileSync(target, content);
}
