/**
 * Makes types/api.d.ts from schemas/: the types of everything on the wire, so that `tsc --checkJs` judges the extension by the agent's own contract.
 * Run by `npm run types` in tests/; a test makes it anew and compares. The compiler is found where that package.json installed it.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
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
const text = await compile(tidy(all, true), "Wire", {
  bannerComment: "/** Generated from schemas/ by `npm run types` in tests/. Change the contract in agent/learnlearn/contract/ instead. */",
  additionalProperties: false,
  unknownAny: true,
  format: true,
  style: { printWidth: 150 },
});
const target = process.argv[2] ? pathToFileURL(process.argv[2]) : new URL("extension/types/api.d.ts", root);
writeFileSync(target, text);
