import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { configPlaceholder } from "./vite/placeholder.ts";

export default defineConfig({
  plugins: [configPlaceholder()],
  // JSX is typed by Preact and drawn by src/dom, which says why.
  oxc: {
    jsx: { runtime: "classic", pragma: "h", pragmaFrag: "Fragment" },
    jsxInject: 'import { Fragment, h } from "renderer"',
  },
  resolve: { alias: { renderer: fileURLToPath(new URL("src/dom/dom.ts", import.meta.url)) } },
  build: {
    target: "es2022",
    cssTarget: ["chrome92", "firefox98", "safari15.4"],
    lib: { entry: "src/main.ts", formats: ["iife"], name: "sapa", fileName: () => "chat.js" },
    reportCompressedSize: false,
    // Pages that name no character set would read UTF-8 text as Latin-1.
    rolldownOptions: { output: { charset: "ascii", minify: true } },
  },
});
