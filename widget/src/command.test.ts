import { beforeEach, describe, expect, it, vi } from "vitest";

describe("window.sapa", () => {
  let state: import("./chat/state").State;
  let install: () => void;

  beforeEach(async () => {
    vi.resetModules();
    localStorage.clear();
    delete window.sapa;
    // No request leaves a preview.
    Object.assign((await import("./place")).place, { key: "wk_test", preview: true });
    const chat = await import("./chat/state");
    state = chat.state;
    chat.change({ config: { pre_chat: { enabled: true } } as never });
    install = (await import("./command")).installCommand;
  });

  it("does what the page asked for before it was there, in order", () => {
    // What pages are told to put in front of the script.
    const stub = function sapa() {
      // biome-ignore lint/complexity/noArguments: so it stands in the instructions, for old browsers too.
      stub.q.push(arguments);
    } as unknown as { (...call: unknown[]): void; q: unknown[] };
    stub.q = [];
    window.sapa = stub as never;
    stub("language", "en");
    stub("open");
    expect(state.open).toBe(false);
    install();
    expect(state).toMatchObject({ open: true, language: "en" });
  });

  it("opens, closes and toggles", () => {
    install();
    const seen = ["toggle", "toggle", "open", "open", "close"].map((command) => {
      window.sapa?.(command);
      return state.open;
    });
    expect(seen).toEqual([true, false, true, true, false]);
  });

  it("prefills the form with what it knows of a person, and with nothing else", () => {
    install();
    window.sapa?.("identify", { name: " Budi ", phone: "0811", email: 5, isAdmin: true });
    expect(state.profile).toEqual({ name: "Budi", phone: "0811" });
    window.sapa?.("identify", { email: "budi@contoh.id" });
    expect(state.profile).toEqual({ name: "Budi", email: "budi@contoh.id", phone: "0811" });
  });

  it("bears nonsense", () => {
    install();
    for (const call of [["identify"], ["identify", null], ["language", 5], ["fly"], []]) {
      expect(() => window.sapa?.(...(call as [string]))).not.toThrow();
    }
    expect(state.open).toBe(false);
  });
});
