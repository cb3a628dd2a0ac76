// Writes the web app's types from the API's document. Lives apart because openapi-typescript needs TypeScript 5,
// and the rest of the front end is checked with a TypeScript that has no such API any more.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";

const root = new URL("../../", import.meta.url);
const document = JSON.parse(readFileSync(new URL("docs/openapi.json", root), "utf8"));
const types = astToString(await openapiTS(document, { alphabetize: true }));
const text = `// Code generated from docs/openapi.json; DO NOT EDIT.\n\n${types}`;
writeFileSync(new URL("web/src/gen/api.ts", root), text);
