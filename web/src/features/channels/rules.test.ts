// @vitest-environment node
import { describe, expect, test } from "vitest";
import { makeChannel, makeHealth, makeWebchat, makeWhatsApp, makeWhatsAppKind } from "../../test/makers";
import type { Channel, ChannelField, Finding } from "./api";
import {
  askedOf,
  chosenIn,
  configOf,
  faultOf,
  fieldToCorrect,
  groupsOf,
  guessOf,
  illOf,
  isCorrectable,
  isOrigin,
  isShown,
  limitOf,
  linesOf,
  policyLines,
  previewOf,
  reachOf,
  scriptTag,
  sharesHook,
  startOf,
  sumOf,
  tidyOrigin,
  wantsToken,
  withoutSecrets,
} from "./rules";

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
    expect(groupsOf(kind, kind.fields).map(({ id, fields }) => [id, fields.map(({ name }) => name)])).toEqual([
      ["look", ["color", "position", "language", "greeting_id", "greeting_en"]],
      ["pre_chat", ["pre_chat", "ask_name", "ask_email", "ask_phone"]],
      ["origins", ["origins"]],
    ]);
  });

  test("every field of a kind stands in one part", () => {
    const placed = groupsOf(kind, kind.fields).flatMap(({ fields }) => fields.map(({ name }) => name));
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

describe("an account at a provider", () => {
  const whatsapp = makeWhatsAppKind();
  const field = (name: string) => whatsapp.fields.find((one) => one.name === name) as ChannelField;
  const names = (fields: readonly ChannelField[]) => fields.map(({ name }) => name);

  test("its fields stand under the kind's own heading", () => {
    expect(groupsOf(whatsapp, whatsapp.fields).map(({ id }) => id)).toEqual(["whatsapp"]);
  });

  test("a former secret is asked for only once there is one to replace", () => {
    expect(names(askedOf(whatsapp, true))).toEqual(["phone_number_id", "waba_id", "access_token", "app_secret"]);
    expect(names(askedOf(whatsapp, false))).toContain("app_secret_old");
    expect(askedOf(kind, true)).toEqual(kind.fields);
  });

  test("a secret begins empty, is not sent when it stays so, and not shown after saving", () => {
    const begun = startOf(whatsapp, "", makeWhatsApp()).config;
    expect(begun).toMatchObject({ phone_number_id: "106540352242922", access_token: "" });
    expect(configOf(whatsapp, begun)).toEqual({ phone_number_id: "106540352242922", waba_id: "102290129340398" });
    const typed = { ...begun, access_token: "EAAG" };
    expect(configOf(whatsapp, typed)).toMatchObject({ access_token: "EAAG" });
    expect(withoutSecrets(whatsapp, typed)).toEqual(begun);
  });

  test("what is empty without being a secret is sent as that", () => {
    expect(configOf(kind, { greeting_en: "" })).toEqual({ greeting_en: "" });
  });

  test.each([
    ["phone_number_id", "", false, "required"],
    ["phone_number_id", "  ", false, "required"],
    ["phone_number_id", "+62 812 3456", false, "pattern"],
    ["phone_number_id", "1065", false, "pattern"],
    ["phone_number_id", " 106540352242922 ", false, undefined],
    ["access_token", "", false, "required"],
    ["access_token", "", true, undefined],
    ["access_token", "EAAG", true, undefined],
    ["app_secret_old", "", false, undefined],
  ] as const)("%s «%s», filled %s: %s", (name, value, filled, fault) => {
    expect(faultOf(field(name), value, filled)).toBe(fault);
  });

  test("a pattern that browsers cannot read is left to the server", () => {
    expect(faultOf({ ...field("waba_id"), pattern: "(?i)x" }, "y")).toBe(undefined);
  });
});

describe("whether a provider reaches the page's address", () => {
  test.each([
    ["http://localhost:8080", "private"],
    ["https://localhost", "private"],
    ["http://127.0.0.1:8080", "private"],
    ["http://192.168.1.4:8080", "private"],
    ["http://172.20.0.3", "private"],
    ["http://[::1]:8080", "private"],
    ["https://kantor", "private"],
    ["https://sapa.local", "private"],
    ["http://sapa.tokomelati.id", "insecure"],
    ["http://172.200.0.3", "insecure"],
    ["https://sapa.tokomelati.id", undefined],
    ["https://10minutes.id", undefined],
  ])("%s: %s", (origin, reach) => {
    expect(reachOf(origin)).toBe(reach);
  });
});

test.each([
  ["TIER_250", 250],
  ["TIER_1K", 1000],
  ["TIER_100K", 100_000],
  ["TIER_UNLIMITED", Number.POSITIVE_INFINITY],
  ["TIER_NOT_SET", undefined],
  ["", undefined],
])("%s is a limit of %s", (tier, limit) => {
  expect(limitOf(tier)).toBe(limit);
});

describe("the lines of a check", () => {
  const good: Finding = { what: "token", ok: true };
  const states = (findings: Finding[]) => linesOf(findings).map(({ state }) => state);

  test("what failed for the token's sake is told once", () => {
    const refused = { ok: false, code: "token_invalid" };
    expect(
      states([
        { what: "token", ...refused },
        { what: "number", ...refused },
        { what: "waba", ok: false, code: "waba_not_found" },
      ]),
    ).toEqual(["bad", "unknown", "bad"]);
  });

  test("with a good token each stands for itself", () => {
    expect(
      states([
        { what: "token", ok: true },
        { what: "number", ok: true },
        { what: "subscription", ok: false, code: "not_subscribed" },
        { what: "templates", ok: false },
      ]),
    ).toEqual(["ok", "ok", "bad", "bad"]);
  });

  test("nobody knows whether mail is fetched while the mailbox lets nobody in", () => {
    const fetched: Finding = { what: "listening", ok: true };
    const refused: Finding = { what: "imap", ok: false, code: "auth_failed" };
    const unsent: Finding = { what: "smtp", ok: false, code: "auth_failed" };
    expect(states([refused, fetched])).toEqual(["bad", "unknown"]);
    expect(states([unsent, fetched])).toEqual(["bad", "ok"]);
  });

  test("what passes by itself is nothing to put right", () => {
    const away: Finding = { what: "page", ok: false, code: "provider_unavailable" };
    const wrong: Finding = { what: "app_secret", ok: false, code: "app_secret_wrong" };
    const unreached: Finding = { what: "endpoint", ok: false, code: "provider_unreachable" };
    expect(states([good, away])).toEqual(["ok", "passing"]);
    expect(states([unreached])).toEqual(["bad"]);
    expect(isCorrectable(unreached)).toBe(true);
    expect([good, away, wrong].map(isCorrectable)).toEqual([false, false, true]);
    expect([[good], [good, away], [away, wrong]].map(sumOf)).toEqual(["all_well", "some_passing", "some_wrong"]);
  });

  test("a signature is put right where the secret stands, not in the form", () => {
    expect(isCorrectable({ what: "endpoint", ok: false, code: "signature_refused" })).toBe(false);
  });
});

test("a channel is ill as long as it is on and its account refuses", () => {
  const ill = makeHealth({ state: "ill", code: "token_expired" });
  const channels = [
    makeWhatsApp({ id: "a", health: ill }),
    makeWhatsApp({ id: "b", health: ill, state: "off" }),
    makeWhatsApp({ id: "c", health: ill, state: "disconnected" }),
    makeWhatsApp({ id: "d", health: makeHealth({ state: "limited", code: "quality_low" }) }),
    makeChannel({ id: "e" }),
  ];
  expect(illOf(channels).map(({ id }) => id)).toEqual(["a"]);
});

test("a new token is asked for where it helps", () => {
  expect(wantsToken("token_expired")).toBe(true);
  expect(wantsToken("billing_problem")).toBe(false);
});

describe("fields that hang on a choice", () => {
  const field = (part: Partial<ChannelField> & { name: string }): ChannelField => ({
    type: "text",
    required: false,
    ...part,
  });
  const login = field({ name: "login", type: "choice", options: ["password", "oauth"], default: "password" });
  const password = field({ name: "password", secret: true, only: { field: "login", values: ["password"] } });

  test("are shown with the values they are for", () => {
    expect(isShown(password, { login: "password" })).toBe(true);
    expect(isShown(password, { login: "oauth" })).toBe(false);
    expect(isShown({ ...password, when: "on" }, { login: "password", on: false })).toBe(false);
  });

  test("are asked for as one connects, though they are secrets that not everybody has", () => {
    const old = field({ name: "old", secret: true });
    const fields = [login, password, old];
    expect(askedOf({ ...kind, fields }, true)).toEqual([login, password]);
    expect(askedOf({ ...kind, fields }, false)).toEqual(fields);
  });

  test("stand in the parts their kind names, in its order", () => {
    const fields = [
      login,
      field({ name: "host", group: "servers" }),
      password,
      field({ name: "port", group: "servers" }),
    ];
    expect(
      groupsOf({ ...kind, caps: { ...kind.caps, widget: false } }, fields).map((one) => [one.id, one.fields.length]),
    ).toEqual([
      [kind.kind, 2],
      ["servers", 2],
    ]);
  });

  test("what was chosen is told, for hints of its own", () => {
    expect(chosenIn([login, password], { login: "oauth", password: "x" })).toEqual(["oauth"]);
  });

  test.each([
    ["toko@gmail.com", "gmail"],
    [" Toko@GMAIL.com ", "gmail"],
    ["toko@mail.yahoo.co.id", "yahoo"],
    ["toko@notgmail.com", undefined],
    ["gmail.com", undefined],
    ["", undefined],
  ])("%j says %s", (address, wanted) => {
    const guess = { field: "address", endings: { "gmail.com": "gmail", "yahoo.co.id": "yahoo" } };
    expect(guessOf(field({ name: "provider", type: "choice", guess }), { address })).toBe(wanted);
  });
});

describe("one address for all of an app", () => {
  const hook = { path: "/hooks/x", verify_token: "t" };
  const at = (id: string, kind: string, part: Partial<Channel> = {}) => {
    const whatsapp = makeWhatsApp({ id, kind, ...part });
    return { ...whatsapp, setup: whatsapp.setup && { ...whatsapp.setup, hook } };
  };
  const comments = at("1", "fb_comment");

  test.each([
    ["messages of a Page", at("2", "fb_messenger"), true],
    ["comments of another Page", at("2", "fb_comment"), true],
    ["itself", comments, false],
    ["Instagram, which has an address of its own", at("2", "instagram"), false],
    ["a channel that was disconnected", at("2", "fb_messenger", { state: "disconnected" }), false],
  ])("%s", (_, other, shares) => {
    expect(sharesHook(other, comments)).toBe(shares);
  });
});

describe("the field to correct", () => {
  const text = (name: string, part: object = {}) => ({ name, type: "text" as const, required: true, ...part });
  const mailbox = [
    text("address"),
    text("password", { secret: true }),
    text("imap_host", { only: { field: "provider", values: ["own"] } }),
    text("oauth_secret", { secret: true, required: false }),
  ];
  const bad = (what: string, code: string) => ({ what, ok: false, code });

  test("is the one that the line is about", () => {
    const fields = [text("phone_number_id"), text("waba_id"), text("access_token", { secret: true })];
    expect(fieldToCorrect(fields, [{ what: "token", ok: true }, bad("waba", "waba_not_found")], {})).toBe("waba_id");
    expect(fieldToCorrect(fields, [bad("number", "token_expired")], {})).toBe("access_token");
  });

  test("is one that is asked for as the form stands", () => {
    const findings = [bad("imap", "address_not_found")];
    expect(fieldToCorrect(mailbox, findings, { provider: "own" })).toBe("imap_host");
    expect(fieldToCorrect(mailbox, findings, { provider: "gmail" })).toBe("address");
    expect(fieldToCorrect(mailbox, [bad("imap", "auth_failed")], { provider: "own" })).toBe("password");
  });

  test("is none where nothing was filled in wrongly", () => {
    expect(fieldToCorrect(mailbox, [{ what: "imap", ok: true }], {})).toBeUndefined();
    expect(fieldToCorrect([text("page_id")], [bad("subscription", "not_subscribed")], {})).toBeUndefined();
  });
});
