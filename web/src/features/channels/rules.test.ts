// @vitest-environment node
import { describe, expect, test } from "vitest";
import { makeChannel, makeWebchat } from "../../test/makers";
import type { ChannelField } from "./api";
import { groupsOf, isOrigin, isShown, policyLines, previewOf, scriptTag, startOf, tidyOrigin } from "./rules";

const kind = makeWebchat();

describe("what the form begins with", () => {
  test("a new channel has the kind's defaults", () => {
    const start = startOf(kind, "Toko Melati");
    expect(start).toMatchObject({ name: "Toko Melati", session_hours: 24 });
    expect(start.config).toMatchObject({ color: "#0b6b62", origins: [], pre_chat: false, ask_name: "required" });
  });

  test("what is stored wins, and what is new since gets its default", () => {
    const channel = makeChannel({ name: "Situs", session_hours: 72, config: { color: "#aa0000", pre_chat: true } });
    const start = startOf(kind, "Toko Melati", channel);
    expect(start).toMatchObject({ name: "Situs", session_hours: 72 });
    expect(start.config).toMatchObject({ color: "#aa0000", pre_chat: true, position: "right" });
  });

  test("a field without a default begins empty in its own way", () => {
    const fields: ChannelField[] = [
      { name: "token", type: "text", required: true },
      { name: "on", type: "switch", required: false },
      { name: "sites", type: "origins", required: false },
    ];
    expect(startOf({ ...kind, fields }, "").config).toEqual({ token: "", on: false, sites: [] });
  });
});

describe("the parts of the form", () => {
  test("a switch leads what depends on it, addresses stand apart", () => {
    expect(groupsOf(kind.fields).map(({ id, fields }) => [id, fields.map(({ name }) => name)])).toEqual([
      ["look", ["color", "position", "language", "greeting_id", "greeting_en"]],
      ["pre_chat", ["pre_chat", "ask_name", "ask_email", "ask_phone"]],
      ["origins", ["origins"]],
    ]);
  });

  test("every field of a kind stands in one part", () => {
    const placed = groupsOf(kind.fields).flatMap(({ fields }) => fields.map(({ name }) => name));
    expect(placed.sort()).toEqual(kind.fields.map(({ name }) => name).sort());
  });

  test("what depends on a switch shows while it is on", () => {
    const field = kind.fields.find(({ name }) => name === "ask_name") as ChannelField;
    expect([isShown(field, { pre_chat: true }), isShown(field, { pre_chat: false })]).toEqual([true, false]);
  });
});

describe("the preview", () => {
  const preview = (config: Record<string, unknown>) => {
    const start = startOf(kind, " Toko Melati ");
    return previewOf(kind, { ...start, config: { ...start.config, ...config } });
  };

  test("is told what the server would tell the widget", () => {
    expect(preview({ color: "#aa0000", position: "left", greeting_en: "Hi" })).toMatchObject({
      name: "Toko Melati",
      color: "#aa0000",
      position: "left",
      language: "id",
      greeting: { id: "Halo! Ada yang bisa kami bantu?", en: "Hi" },
      limits: { text: 10_000, file_bytes: 26_214_400, files: 10 },
      reactions: ["👍", "🙏"],
    });
  });

  test.each([
    [{ pre_chat: false }, false],
    [{ pre_chat: true }, true],
    [{ pre_chat: true, ask_name: "off", ask_email: "off", ask_phone: "off" }, false],
  ])("asks before the chat with %j: %s", (config, enabled) => {
    expect(preview(config).pre_chat.enabled).toBe(enabled);
  });
});

test("what goes into the company's page", () => {
  expect(scriptTag("https://sapa.example", "/widget/wk_a.js")).toBe(
    '<script async src="https://sapa.example/widget/wk_a.js"></script>',
  );
  expect(policyLines("https://sapa.example")).toContain("connect-src https://sapa.example wss://sapa.example");
  expect(policyLines("http://localhost:8080")).toContain("ws://localhost:8080");
});

describe("the address of a site", () => {
  test.each([
    ["tokomelati.id", "https://tokomelati.id"],
    [" HTTPS://TokoMelati.id/katalog?x=1 ", "https://tokomelati.id"],
    ["https://tokomelati.id:443/", "https://tokomelati.id"],
    ["http://localhost:3000/", "http://localhost:3000"],
    ["http://", "http://"],
  ])("%j becomes %j", (typed, tidy) => {
    expect(tidyOrigin(typed)).toBe(tidy);
  });

  test.each([
    ["https://tokomelati.id", true],
    ["http://localhost:3000", true],
    ["http://127.0.0.1:8080", true],
    ["https://*.tokomelati.id", false],
    ["https://tokomelati", false],
    ["ftp://tokomelati.id", false],
    ["tokomelati.id", false],
    ["https://tokomelati.id/", false],
    ["", false],
  ])("%j is one: %s", (text, good) => {
    expect(isOrigin(text)).toBe(good);
  });
});
