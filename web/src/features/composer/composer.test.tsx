import { act, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { listenForKeys } from "../../commands/keys";
import { enterSends } from "../../lib/enter";
import { closeToast, toasts } from "../../lib/toast";
import { queries } from "../../realtime/queries";
import { fakeApi } from "../../test/fake-api";
import { makeConversation, makeHouse, makeMessage } from "../../test/inbox-makers";
import { until } from "../../test/until";
import { start } from "../account/api";
import { openBook, put } from "../conversations/book";
import { isResolving, keepOpen } from "../conversations/resolving";
import type { Row } from "../conversations/rules";
import { setWay, shownOrder } from "../conversations/way";
import { ensureThread, forgetThreads } from "../messages/api";
import { Composer } from "./composer";
import { changeDesk, clearDesks, deskOf } from "./desk";
import { keepDrafts } from "./drafts";
import { openOutbox } from "./outbox";

const me = { kind: "member", id: "m1" } as const;
const house = makeHouse();
let posted: { path: string; body: unknown }[] = [];
let stops: (() => void)[] = [];

beforeEach(async () => {
  posted = [];
  fakeApi(({ method, path, body }) => {
    if (path.endsWith("/mentionable")) return { members: house.members };
    if (path.endsWith("/drafts")) return { drafts: [] };
    if (method === "GET")
      return { messages: [makeMessage({ seq: 2, direction: "out", by: me, text: "lama" })], events: [], more: false };
    if (path.includes("/drafts/")) return undefined;
    posted.push({ path, body });
    return makeMessage({ seq: 9, direction: "out", by: me });
  });
  start.set({ state: "ready", bootstrap: house });
  openBook("m1");
  clearDesks();
  forgetThreads();
  queries.clear();
  stops = [keepDrafts("m1"), openOutbox("m1"), listenForKeys()];
  await ensureThread("c1");
});
afterEach(() => {
  keepOpen("c1");
  for (const stop of stops) stop();
  for (const one of toasts.get()) closeToast(one.id);
  start.set(undefined);
  enterSends.set(true);
  vi.unstubAllGlobals();
});

async function open(part: Partial<Row> = {}) {
  const row = put(makeConversation({ state: "handled", assignee_id: "m1", ...part }));
  render(<Composer row={row} />);
  await act(async () => undefined);
  return { area: screen.getByRole("textbox") as HTMLTextAreaElement, user: userEvent.setup() };
}
const sent = () => posted.map(({ path, body }) => [path.split("/").at(-1), (body as { text: string }).text]);

describe("Enter", () => {
  test("sends, Shift+Enter makes a line", async () => {
    const { area, user } = await open();
    await user.type(area, "satu{Shift>}{Enter}{/Shift}dua{Enter}");
    await until(() => expect(sent()).toEqual([["messages", "satu\ndua"]]));
    expect(area.value).toBe("");
  });

  test("in the middle of a composed word does not send", async () => {
    const { area, user } = await open();
    await user.type(area, "にほ");
    fireEvent.keyDown(area, { key: "Enter", isComposing: true });
    expect(deskOf("c1").reply.text).toBe("にほ");
    expect(posted).toEqual([]);
  });

  test("is swapped for who wants it: then Ctrl+Enter sends", async () => {
    enterSends.set(false);
    const { area, user } = await open();
    await user.type(area, "satu{Enter}dua");
    expect(area.value).toBe("satu\ndua");
    await user.keyboard("{Control>}{Enter}{/Control}");
    await until(() => expect(sent()).toEqual([["messages", "satu\ndua"]]));
  });

  test("on nothing does nothing", async () => {
    const { area, user } = await open();
    await user.type(area, "  {Enter}");
    expect(posted).toEqual([]);
    expect(screen.getByRole("button", { name: "Kirim" })).toHaveProperty("disabled", true);
  });
});

describe("the modes", () => {
  test("Alt+N writes a note, Alt+R an answer again; each keeps its text", async () => {
    const { area, user } = await open();
    await user.type(area, "untuk pelanggan");
    await user.keyboard("{Alt>}n{/Alt}");
    expect(screen.getByRole("textbox", { name: "Tulis catatan internal" })).toHaveProperty("value", "");
    expect(screen.getByRole("button", { name: "Simpan catatan" })).toBeTruthy();
    await user.type(screen.getByRole("textbox"), "untuk tim");
    await user.keyboard("{Alt>}r{/Alt}");
    expect(screen.getByRole("textbox", { name: "Tulis balasan" })).toHaveProperty("value", "untuk pelanggan");
    expect(deskOf("c1").note.text).toBe("untuk tim");
  });

  test("the letters R and N write when nothing is being written", async () => {
    const { area, user } = await open();
    await user.type(area, "n");
    expect(area.value).toBe("n");
    area.blur();
    await user.keyboard("n");
    expect(deskOf("c1").mode).toBe("note");
  });

  test("who may not reply is told why, and can still write a note", async () => {
    put(makeConversation());
    const row = put(makeConversation({ can: { ...makeConversation().can, reply: false } }));
    render(<Composer row={row} />);
    expect(screen.getByText(/Agen tidak diizinkan mengambil percakapan/)).toBeTruthy();
    expect(screen.queryByRole("textbox")).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: "Catatan internal" }));
    expect(screen.getByRole("textbox", { name: "Tulis catatan internal" })).toBeTruthy();
  });
});

describe("calling a colleague in a note", () => {
  test("arrows choose, Enter puts the name and does not send; oneself is not offered", async () => {
    const { user } = await open();
    changeDesk("c1", () => ({ mode: "note" }));
    const area = await screen.findByRole("textbox", { name: "Tulis catatan internal" });
    await user.type(area, "tolong @");
    expect((await screen.findAllByRole("option")).map((one) => one.textContent)).toEqual([
      expect.stringContaining("Eko Nugroho"),
      expect.stringContaining("Citra Lestari"),
    ]);
    await user.keyboard("{ArrowDown}{Enter}");
    expect(area).toHaveProperty("value", "tolong @Citra Lestari ");
    expect(posted).toEqual([]);
    expect(deskOf("c1").note.named.map(({ id }) => id)).toEqual(["m3"]);
  });

  test("Esc closes the list and stays in the text", async () => {
    const { user } = await open();
    changeDesk("c1", () => ({ mode: "note" }));
    const area = await screen.findByRole("textbox", { name: "Tulis catatan internal" });
    await user.type(area, "@ek");
    await screen.findByRole("option");
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("listbox")).toBeNull();
    expect(document.activeElement).toBe(area);
  });
});

test("the arrow up in an empty field changes the last own message; Esc stops that", async () => {
  const { area, user } = await open();
  await user.click(area);
  await user.keyboard("{ArrowUp}");
  expect(screen.getByRole("textbox", { name: "Mengubah pesan" })).toHaveProperty("value", "lama");
  await user.keyboard("{Escape}");
  expect(screen.getByRole("textbox", { name: "Tulis balasan" })).toHaveProperty("value", "");
});

test("Ctrl+Shift+Enter sends, resolves and goes to the next", async () => {
  const went = vi.fn();
  setWay(went);
  shownOrder.set(["c1", "c2"]);
  const { area, user } = await open();
  await user.type(area, "Terima kasih{Control>}{Shift>}{Enter}{/Shift}{/Control}");
  await until(() => expect(sent()).toEqual([["messages", "Terima kasih"]]));
  expect(isResolving("c1")).toBe(true);
  expect(went).toHaveBeenCalledWith("c2");
});

test("too long a text says by how much", async () => {
  const { area } = await open();
  fireEvent.change(area, { target: { value: "a".repeat(10_003) } });
  expect(screen.getByText("Kelebihan 3 karakter")).toBeTruthy();
  fireEvent.keyDown(area, { key: "Enter" });
  expect(screen.getByRole("alert").textContent).toBe("Teks ini terlalu panjang untuk kanal ini.");
  expect(posted).toEqual([]);
});

test("a text that came back names who was faster and can be copied", async () => {
  await open({ assignee_id: "m2" });
  act(() =>
    changeDesk("c1", () => ({ returned: { why: "already_assigned", name: "Eko", mode: "reply", text: "Halo" } })),
  );
  expect(screen.getByText("Tidak terkirim: Eko sudah menangani percakapan ini.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Salin teks" })).toBeTruthy();
});

test("that somebody was faster is past once the conversation is one's own; the text stays", async () => {
  changeDesk("c1", (now) => ({
    reply: { ...now.reply, text: "Halo" },
    returned: { why: "already_assigned", name: "Eko", mode: "reply", text: "Halo" },
  }));
  const { area } = await open();
  expect(screen.queryByText(/Tidak terkirim/)).toBeNull();
  expect(area.value).toBe("Halo");
});
