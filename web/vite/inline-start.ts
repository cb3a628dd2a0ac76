import { minifySync, type Plugin, type Rolldown } from "vite";

const block = /<script data-start>([\s\S]*?)<\/script>/;

/** Addresses of the word chunks by language, for example `{ id: "/assets/id-abc.js" }`. Empty while developing. */
export function wordChunks(bundle: Rolldown.OutputBundle | undefined): Record<string, string> {
  const found: Record<string, string> = {};
  for (const file of Object.values(bundle ?? {})) {
    const language = file.type === "chunk" && /locales[\\/](\w+)[\\/]index\.ts$/.exec(file.facadeModuleId ?? "")?.[1];
    if (language) found[language] = `/${file.fileName}`;
  }
  return found;
}

/**
 * Fills in and minifies the script in the page's head that runs before anything is loaded.
 * It tells the script where each language's words are, so that the browser fetches them beside the app.
 */
export function inlineStart(): Plugin {
  return {
    name: "sapa:inline-start",
    transformIndexHtml: {
      order: "post",
      handler(html, context) {
        const source = block.exec(html)?.[1];
        if (!source) return html;
        const filled = source.replace('"__WORDS__"', JSON.stringify(wordChunks(context.bundle)));
        const code = context.bundle ? minifySync("start.js", filled).code.trim() : filled;
        return html.replace(block, () => `<script>${code}</script>`);
      },
    },
  };
}
