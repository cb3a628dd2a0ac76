import { mergeConfig } from "vite";
import { defineConfig } from "vitest/config";
import build from "./vite.config.ts";

export default mergeConfig(
  build,
  defineConfig({
    define: { __SAPA_CONFIG__: "null" },
    // A busy machine needs longer than an idle one.
    test: { environment: "happy-dom", include: ["src/**/*.test.ts", "src/**/*.test.tsx"], testTimeout: 60_000 },
  }),
);
