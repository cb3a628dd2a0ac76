import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { createRef, useState } from "react";
import { describe, expect, test, vi } from "vitest";
import { ApiError } from "../lib/api-error";
import { openLayers } from "../lib/layers";
import { Combobox, type ComboboxOption, MultiCombobox } from "./combobox";
import { ConfirmDialog } from "./confirm-dialog";
import { Dialog } from "./dialog";
import { LightBox } from "./light-box";
import { Menu, type MenuEntry } from "./menu";
import { withChosen } from "./overlays/combobox-body";
import { backTo } from "./overlays/popups";
import { Popover } from "./popover";
import { zoomView } from "./zoom";

describe("Dialog", () => {
  function Opener() {
    const [open, setOpen] = useState(false);
    return (
      <>
        <button type="button" onClick={() => setOpen(true)}>
          Buka
        </button>
        <Dialog open={open} onClose={() => setOpen(false)} title="Tugaskan percakapan" description="Agen diberi tahu">
          <label>
            Catatan <input />
          </label>
        </Dialog>
      </>
    );
  }

  test("has its name and description, begins at its field, and gives the focus back", async () => {
    render(<Opener />);
    await userEvent.click(screen.getByRole("button", { name: "Buka" }));
    const dialog = await screen.findByRole("dialog", { name: "Tugaskan percakapan", description: "Agen diberi tahu" });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("textbox")));
    expect(openLayers.get()).toBe(1);
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(dialog.isConnected).toBe(false));
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Buka" }));
    expect(openLayers.get()).toBe(0);
  });

  test("closes by its button", async () => {
    render(<Opener />);
    await userEvent.click(screen.getByRole("button", { name: "Buka" }));
    await userEvent.click(await screen.findByRole("button", { name: "Tutup" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });
});

describe("ConfirmDialog", () => {
  function Question({ act }: { act: () => Promise<void> }) {
    const [open, setOpen] = useState(true);
    return (
      <ConfirmDialog
        open={open}
        onClose={() => setOpen(false)}
        title="Hapus kanal?"
        confirmLabel="Hapus"
        danger
        onConfirm={act}
      >
        Widget berhenti bekerja.
      </ConfirmDialog>
    );
  }

  test("waits for the act, then closes", async () => {
    let finish: () => void = () => undefined;
    const act = vi.fn(() => new Promise<void>((resolve) => void (finish = resolve)));
    render(<Question act={act} />);
    await screen.findByRole("alertdialog", { name: "Hapus kanal?", description: "Widget berhenti bekerja." });
    await userEvent.click(screen.getByRole("button", { name: "Hapus" }));
    await userEvent.click(screen.getByRole("button", { name: "Hapus" }));
    await userEvent.keyboard("{Escape}");
    expect(act).toHaveBeenCalledTimes(1);
    expect(screen.getByRole("alertdialog")).toBeDefined();
    finish();
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
  });

  test("says why it failed and stays open", async () => {
    render(<Question act={() => Promise.reject(new ApiError(403, "forbidden"))} />);
    await userEvent.click(await screen.findByRole("button", { name: "Hapus" }));
    expect((await screen.findByRole("alert")).textContent).toBe("Anda tidak memiliki izin untuk ini.");
    expect(screen.getByRole("alertdialog")).toBeDefined();
  });

  test("does nothing when cancelled", async () => {
    const act = vi.fn(async () => undefined);
    render(<Question act={act} />);
    await userEvent.click(await screen.findByRole("button", { name: "Batal" }));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).toBeNull());
    expect(act).not.toHaveBeenCalled();
  });
});

describe("Menu", () => {
  const chosen = vi.fn();
  const items: MenuEntry[] = [
    { id: "assign", label: "Tugaskan", onSelect: () => chosen("assign") },
    { id: "off", label: "Arsipkan", disabled: true, onSelect: () => chosen("off") },
    { kind: "check", id: "sound", label: "Bunyi", checked: true, onChange: (on) => chosen(`sound ${on}`) },
    {
      kind: "radio",
      id: "order",
      label: "Urutkan",
      value: "a",
      options: [
        { value: "a", label: "Lama" },
        { value: "b", label: "Baru" },
      ],
      onChange: chosen,
    },
  ];

  async function open() {
    chosen.mockClear();
    render(
      <Menu
        label="Tindakan"
        items={items}
        trigger={(props) => (
          <button type="button" {...props}>
            Lainnya
          </button>
        )}
      />,
    );
    await userEvent.click(screen.getByRole("button", { name: "Lainnya" }));
    await screen.findByRole("menu", { name: "Tindakan" });
  }

  test("its button says what it opens, and whether it is open", async () => {
    await open();
    const button = screen.getByRole("button", { hidden: true, name: "Lainnya" });
    expect(button.getAttribute("aria-haspopup")).toBe("menu");
    expect(button.getAttribute("aria-expanded")).toBe("true");
    expect(document.getElementById(button.getAttribute("aria-controls") ?? "")).toBe(screen.getByRole("menu"));
  });

  test.each([
    ["menuitem", "Tugaskan", "assign"],
    ["menuitemcheckbox", "Bunyi", "sound false"],
    ["menuitemradio", "Baru", "b"],
  ])("a %s does its act", async (role, name, told) => {
    await open();
    await userEvent.click(screen.getByRole(role, { name }));
    expect(chosen.mock.calls[0]?.[0]).toBe(told);
  });

  test("an entry that is off does nothing", async () => {
    await open();
    await userEvent.click(screen.getByRole("menuitem", { name: "Arsipkan" }), { pointerEventsCheck: 0 });
    expect(chosen).not.toHaveBeenCalled();
  });

  test("gives the focus back to its button", async () => {
    await open();
    await userEvent.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Lainnya" }));
  });
});

test.each([
  ["the page", () => document.body],
  ["the popup itself", () => screen.getByRole("button", { name: "di dalam" })],
  ["a submenu", () => screen.getByRole("menuitem", { name: "anak" })],
])("what floats gives the focus back when it is on %s", (_, focused) => {
  const refs = draw();
  focused().focus();
  expect(backTo(refs.opener, refs.popup)()).toBe(refs.opener.current);
});

test("what floats leaves the focus with a field that it opened", () => {
  const refs = draw();
  screen.getByRole("textbox").focus();
  expect(backTo(refs.opener, refs.popup)()).toBe(false);
});

/** An opener, something floating with a submenu, and a field elsewhere. */
function draw() {
  const opener = createRef<HTMLButtonElement>();
  const popup = createRef<HTMLDivElement>();
  render(
    <>
      <button type="button" ref={opener} />
      <div ref={popup}>
        <button type="button">di dalam</button>
      </div>
      <div role="menu">
        <button type="button" role="menuitem">
          anak
        </button>
      </div>
      <input />
    </>,
  );
  return { opener, popup };
}

test("a popover's content can close it", async () => {
  render(
    <Popover
      label="Saring"
      trigger={(props) => (
        <button type="button" {...props}>
          Saring
        </button>
      )}
    >
      {(close) => (
        <button type="button" onClick={close}>
          Terapkan
        </button>
      )}
    </Popover>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Saring" }));
  await screen.findByRole("dialog", { name: "Saring" });
  await userEvent.click(screen.getByRole("button", { name: "Terapkan" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});

const people: ComboboxOption[] = [
  { value: "1", label: "Rina Wulandari" },
  { value: "2", label: "Budi Santoso", hint: "budi@toko.id" },
];

describe("Combobox", () => {
  test("finds by typing, and clears by its button", async () => {
    const change = vi.fn();
    function Agent() {
      const [value, setValue] = useState<ComboboxOption | null>(people[0] ?? null);
      const both = (next: ComboboxOption | null) => {
        setValue(next);
        change(next?.value);
      };
      return <Combobox label="Agen" options={people} value={value} onChange={both} clearable />;
    }
    render(<Agent />);
    const box = await screen.findByRole<HTMLInputElement>("combobox", { name: "Agen" });
    expect(box.value).toBe("Rina Wulandari");
    await userEvent.clear(box);
    await userEvent.type(box, "bud");
    await userEvent.click(await screen.findByRole("option", { name: /Budi Santoso/ }));
    expect(change).toHaveBeenLastCalledWith("2");
    await userEvent.click(screen.getByRole("button", { name: "Kosongkan Agen" }));
    expect(change).toHaveBeenLastCalledWith(undefined);
  });

  test("asks the server once the person pauses, and gives up what is out of date", async () => {
    const search = vi.fn(async (query: string, _signal: AbortSignal) =>
      people.filter((person) => person.label.includes(query)),
    );
    render(<Combobox label="Agen" options={[]} search={search} value={null} onChange={vi.fn()} />);
    const box = await screen.findByRole("combobox", { name: "Agen" });
    await userEvent.type(box, "Budi");
    expect(await screen.findByRole("option", { name: /Budi Santoso/ })).toBeDefined();
    expect(search.mock.calls.map(([query]) => query)).not.toContain("Bud");
    await userEvent.type(box, " X");
    await waitFor(() => expect(screen.queryByRole("option")).toBeNull());
  });

  test("a chosen option that the server did not find again keeps its name", () => {
    expect(withChosen([], people[0] ?? null)).toEqual([people[0]]);
    expect(withChosen(people, people[0] ?? null)).toBe(people);
    expect(withChosen(people, null)).toBe(people);
  });
});

test("several can be chosen, and each taken away by name", async () => {
  const change = vi.fn();
  render(
    <MultiCombobox
      label="Agen"
      options={people}
      value={people}
      onChange={(value) => change(value.map((one) => one.value))}
    />,
  );
  await userEvent.click(await screen.findByRole("button", { name: "Hapus Rina Wulandari" }));
  expect(change).toHaveBeenCalledWith(["2"]);
});

test("Esc in a field of several takes nothing away, and goes on to what the field is in", async () => {
  const [change, close] = [vi.fn(), vi.fn()];
  render(
    <Dialog open onClose={close} title="Ubah">
      <MultiCombobox label="Agen" options={people} value={people} onChange={change} />
    </Dialog>,
  );
  (await screen.findByRole("combobox", { name: "Agen" })).focus();
  await userEvent.keyboard("{Escape}");
  await waitFor(() => expect(close).toHaveBeenCalled());
  expect(change).not.toHaveBeenCalled();
});

describe("LightBox", () => {
  const pictures = ["a", "b", "c"].map((id) => ({ id, src: `/${id}.jpg`, name: `${id}.jpg`, width: 800, height: 600 }));
  function Box({ onIndex }: { onIndex: (index: number) => void }) {
    const [index, setIndex] = useState(1);
    const both = (next: number) => {
      setIndex(next);
      onIndex(next);
    };
    return <LightBox pictures={pictures} index={index} onIndex={both} />;
  }

  test("goes by arrow keys, not past its ends, and says where it is", async () => {
    const moved = vi.fn();
    render(<Box onIndex={moved} />);
    expect(screen.getByText("2 dari 3")).toBeDefined();
    screen.getByRole("button", { name: "Gambar berikutnya" }).focus();
    await userEvent.keyboard("{ArrowRight}");
    expect(screen.getByText("3 dari 3")).toBeDefined();
    screen.getByRole("button", { name: "Gambar sebelumnya" }).focus();
    await userEvent.keyboard("{ArrowRight}{ArrowLeft}");
    expect(moved.mock.calls).toEqual([[2], [1]]);
  });

  test("closes by its button", async () => {
    const moved = vi.fn();
    render(<Box onIndex={moved} />);
    await userEvent.click(screen.getByRole("button", { name: "Tutup" }));
    expect(moved).toHaveBeenCalledWith(-1);
  });

  test("keeps the place of a picture before it is there", () => {
    render(<Box onIndex={vi.fn()} />);
    const picture = screen.getByRole("img", { name: "b.jpg" });
    expect([picture.getAttribute("width"), picture.getAttribute("height")]).toEqual(["800", "600"]);
  });
});

test.each([
  [{ zoom: 1, x: 0, y: 0 }, 2, { zoom: 2, x: 0, y: 0 }],
  [{ zoom: 2, x: 10, y: -4 }, 2, { zoom: 4, x: 20, y: -8 }],
  [{ zoom: 4, x: 8, y: 0 }, 2, { zoom: 5, x: 10, y: 0 }],
  [{ zoom: 2, x: 30, y: 30 }, 0.1, { zoom: 1, x: 0, y: 0 }],
])("zooming %j by %d gives %j", (view, factor, expected) => {
  expect(zoomView(view, factor)).toEqual(expected);
});
