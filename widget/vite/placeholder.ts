import type { Plugin } from "vite";

const name = "__SAPA_CONFIG__";

/**
 * Turns the free identifier __SAPA_CONFIG__ of the source into the string literal which Sapa's server replaces by the
 * channel's configuration. It is an identifier until after the minifier has run, because the minifier would fold a
 * literal's truth; and it stands in parentheses, because an object may take its place where a brace opens a block.
 */
export function configPlaceholder(): Plugin {
  return {
    name: "sapa-config-placeholder",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== "chunk") continue;
        const parts = file.code.split(name);
        if (parts.length !== 2) throw new Error(`${name} is ${parts.length - 1} times in the script, not once`);
        file.code = parts.join(`("${name}")`);
        if (/[^\n\x20-\x7e]/.test(file.code)) throw new Error("the script is not plain ASCII");
      }
    },
  };
}
