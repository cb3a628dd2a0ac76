import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { finishBuild } from "./vite/finish-build.ts";
import { inlineStart } from "./vite/inline-start.ts";

const server = "http://127.0.0.1:8080";
const proxy = { "/api": { target: server, ws: true }, "/mail/frame": server, "/widget": { target: server, ws: true } };

export default defineConfig(({ mode }) => ({
  plugins: [react(), tailwindcss(), inlineStart(), ...(mode === "kit" ? [] : [finishBuild()])],
  // React itself has what this would bring for older ones.
  resolve: {
    alias: {
      "use-sync-external-store/shim/with-selector": "use-sync-external-store/with-selector",
      "use-sync-external-store/shim": "react",
    },
  },
  server: { host: "127.0.0.1", port: 5173, strictPort: true, proxy },
  preview: { host: "127.0.0.1", strictPort: true, proxy },
  build: {
    outDir: mode === "kit" ? ".cache/kit" : "dist",
    emptyOutDir: true,
    // Tailwind 4 itself needs these; older browsers could not show the styles anyway.
    target: ["chrome111", "firefox128", "safari16.4"],
    // Inlined files would be `data:` addresses, which the content security policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: mode === "kit" ? "kit.html" : "index.html",
      output: {
        codeSplitting: {
          groups: [
            // Change only with an upgrade of these libraries, so browsers keep them across our releases.
            { name: "react", priority: 4, tags: ["$initial"], test: /node_modules[\\/](?!lucide)/ },
            { name: "query", priority: 4, test: /node_modules[\\/]@tanstack[\\/](react-)?query/ },
            // What only forms need: the settings and the set-up. The inbox has no form.
            {
              name: "forms",
              priority: 3,
              test: /node_modules[\\/]react-hook-form[\\/]|src[\\/]lib[\\/](form|saving|zones|auto-save|password|color)\.|src[\\/]ui[\\/](zone-field|save-|unsaved-guard|form-error|color-field|list-field|segments|new-password|copy-field|page|radio-group)/,
              includeDependenciesRecursively: false,
            },
            // Everything that runs before the first screen, in one request, and nothing else.
            { name: "first", priority: 2, tags: ["$initial"], includeDependenciesRecursively: false },
            // One request for the many small parts that the lazy screens have in common.
            {
              name: "shared",
              priority: 2,
              test: /src[\\/](lib|ui|commands|realtime)[\\/]|lucide-react/,
              minShareCount: 2,
            },
            // Without what it imports: that belongs to the first screen, which would then wait for all of this.
            {
              name: "overlays",
              priority: 1,
              test: /node_modules[\\/]@(base-ui|floating-ui)[\\/]|[\\/]overlays[\\/](?!load)/,
              includeDependenciesRecursively: false,
            },
          ],
        },
      },
    },
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.{ts,tsx}", "vite/**/*.test.ts", "sw/**/*.test.ts"],
    setupFiles: ["src/test/setup.ts"],
    restoreMocks: true,
    // Longer than what a test waits for, so that a failure says what did not come.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { TZ: "Asia/Jakarta" },
  },
}));
