import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { describe, expect, test, vi } from "vitest";
import { Checkbox } from "./checkbox";
import { ColorField } from "./color-field";
import { CopyField } from "./copy-field";
import { ListField } from "./list-field";
import { RadioGroup } from "./radio-group";
import { Select } from "./select";
import { Switch } from "./switch";
import { TextArea } from "./text-area";
import { TextField } from "./text-field";

const described = (element: HTMLElement) =>
  (element.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => document.getElementById(id)?.textContent ?? "");

describe.each([
  ["TextField", TextField, "textbox"],
  ["TextArea", TextArea, "textbox"],
])("%s", (_name, Field, role) => {
  test("is named by its label, and told by its hint and error", () => {
    render(<Field label="Nama" hint="Terlihat oleh pelanggan" error="Wajib diisi" />);
    const field = screen.getByRole(role, { name: "Nama" });
    expect(described(field)).toEqual(["Terlihat oleh pelanggan", "Wajib diisi"]);
    expect(field.getAttribute("aria-invalid")).toBe("true");
    expect(field.getAttribute("aria-required")).toBe("true");
  });

  test("without fault it says so, and what is optional says that in words", () => {
    render(<Field label="Nama" optional />);
    const field = screen.getByRole(role, { name: "Nama (tidak wajib)" });
    expect(field.hasAttribute("aria-invalid")).toBe(false);
    expect(field.hasAttribute("aria-required")).toBe(false);
    expect(field.hasAttribute("aria-describedby")).toBe(false);
  });
});

test("a password can be looked at", async () => {
  render(<TextField label="Kata sandi" type="password" defaultValue="rahasia" />);
  const field = screen.getByLabelText<HTMLInputElement>("Kata sandi");
  expect(field.type).toBe("password");
  await userEvent.click(screen.getByRole("button", { name: "Tampilkan kata sandi" }));
  expect(field.type).toBe("text");
  await userEvent.click(screen.getByRole("button", { name: "Sembunyikan kata sandi" }));
  expect(field.type).toBe("password");
});

test("a hidden label is still the name", () => {
  render(<TextField label="Cari kontak" hideLabel type="search" />);
  expect(screen.getByRole("searchbox", { name: "Cari kontak" })).toBeDefined();
});

test("a select offers its options and groups", async () => {
  const change = vi.fn();
  render(
    <Select
      label="Zona waktu"
      placeholder="Pilih"
      onChange={(event) => change(event.target.value)}
      options={[
        {
          label: "Indonesia",
          options: [
            { value: "wib", label: "WIB" },
            { value: "wit", label: "WIT", disabled: true },
          ],
        },
        { value: "utc", label: "UTC" },
      ]}
    />,
  );
  const select = screen.getByRole("combobox", { name: "Zona waktu" });
  expect(
    within(select)
      .getAllByRole("option")
      .map((option) => option.textContent),
  ).toEqual(["Pilih", "WIB", "WIT", "UTC"]);
  await userEvent.selectOptions(select, "WIB");
  expect(change).toHaveBeenCalledWith("wib");
});

test("a switch and a checkbox can be pressed on their words", async () => {
  const [flip, check] = [vi.fn(), vi.fn()];
  render(
    <>
      <Switch
        label="Bunyi"
        hint="Paling sering sekali dalam 3 detik"
        onChange={(event) => flip(event.target.checked)}
      />
      <Checkbox label="Semua" mixed error="Wajib" onChange={(event) => check(event.target.checked)} />
    </>,
  );
  await userEvent.click(screen.getByText("Bunyi"));
  await userEvent.click(screen.getByText("Semua"));
  expect(flip).toHaveBeenCalledWith(true);
  expect(check).toHaveBeenCalledWith(true);
  expect(described(screen.getByRole("switch"))).toEqual(["Paling sering sekali dalam 3 detik"]);
  expect(described(screen.getByRole("checkbox"))).toEqual(["Wajib"]);
});

test("a mixed checkbox is neither on nor off", () => {
  render(<Checkbox label="Semua" mixed />);
  expect(screen.getByRole<HTMLInputElement>("checkbox").indeterminate).toBe(true);
});

test("a radio group is one choice of its options", async () => {
  const change = vi.fn();
  const options = [
    { value: "a", label: "Agen", hint: "Membalas" },
    { value: "b", label: "Admin" },
    { value: "c", label: "Pemilik", disabled: true },
  ] as const;
  render(<RadioGroup label="Peran" error="Pilih peran" options={options} value="a" onChange={change} />);
  const group = screen.getByRole("group", { name: "Peran" });
  expect(described(group)).toEqual(["Pilih peran"]);
  expect(screen.getByRole<HTMLInputElement>("radio", { name: /Agen/ }).checked).toBe(true);
  await userEvent.click(screen.getByText("Admin"));
  await userEvent.click(screen.getByText("Pemilik"));
  expect(change.mock.calls).toEqual([["b"]]);
});

test("a label that stands above already is told to screen readers only", () => {
  render(<RadioGroup label="Peran" hideLabel options={[{ value: "a", label: "Agen" }]} value="a" onChange={vi.fn()} />);
  expect(screen.getByRole("group", { name: "Peran" })).toBeTruthy();
  expect(screen.getByText("Peran").className).toBe("sr-only");
});

describe("ColorField", () => {
  function Field({ onChange = vi.fn(), readableOn }: { onChange?: (color: string) => void; readableOn?: string }) {
    const [color, setColor] = useState("#0b6b62");
    const change = (next: string) => {
      setColor(next);
      onChange(next);
    };
    return <ColorField label="Warna" value={color} onChange={change} readableOn={readableOn} />;
  }
  const field = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Warna" });
  async function type(text: string) {
    await userEvent.clear(field());
    await userEvent.type(field(), text);
  }

  test("takes a colour when it can be read", async () => {
    const change = vi.fn();
    render(<Field onChange={change} />);
    await type("#B3261E");
    expect(change).toHaveBeenLastCalledWith("#b3261e");
    expect(field().getAttribute("aria-invalid")).toBeNull();
  });

  test("says what is wrong, and keeps the last good one", async () => {
    const change = vi.fn();
    render(<Field onChange={change} />);
    await type("merah");
    expect(described(field())).toEqual(["Tulis warna seperti #0b6b62."]);
    expect(change).not.toHaveBeenCalled();
  });

  test("refuses what text cannot be read on", async () => {
    const change = vi.fn();
    render(<Field onChange={change} readableOn="#ffffff" />);
    await type("#ffd54f");
    expect(described(field())[0]).toContain("terlalu terang");
    expect(change).not.toHaveBeenCalledWith("#ffd54f");
  });
});

describe("ListField", () => {
  const check = (text: string) => (text.startsWith("https://") ? undefined : "Harus https");
  function Field({ onChange = vi.fn(), most = 0 }: { onChange?: (values: string[]) => void; most?: number }) {
    const [values, setValues] = useState(["https://a.id"]);
    const change = (next: string[]) => {
      setValues(next);
      onChange(next);
    };
    return (
      <ListField
        label="Situs"
        values={values}
        onChange={change}
        check={check}
        most={most}
        tidy={(text) => text.toLowerCase().replace(/\/$/, "")}
      />
    );
  }
  const field = () => screen.getByRole<HTMLInputElement>("textbox", { name: "Situs" });

  test("Enter adds, in good order, without doubles", async () => {
    const change = vi.fn();
    render(<Field onChange={change} />);
    await userEvent.type(field(), "HTTPS://B.id/{Enter}");
    expect(change).toHaveBeenLastCalledWith(["https://a.id", "https://b.id"]);
    expect(field().value).toBe("");
    change.mockClear();
    await userEvent.type(field(), "https://a.id{Enter}");
    expect(change).not.toHaveBeenCalled();
  });

  test("a pasted list becomes entries", async () => {
    const change = vi.fn();
    render(<Field onChange={change} />);
    await userEvent.click(field());
    await userEvent.paste("https://b.id, https://c.id https://b.id");
    await userEvent.click(screen.getByRole("button", { name: "Tambah" }));
    expect(change).toHaveBeenLastCalledWith(["https://a.id", "https://b.id", "https://c.id"]);
  });

  test("what may not be added stays in the field, with the reason", async () => {
    const change = vi.fn();
    render(<Field onChange={change} />);
    await userEvent.type(field(), "http://b.id{Enter}");
    expect(change).not.toHaveBeenCalled();
    expect(field().value).toBe("http://b.id");
    expect(described(field())).toEqual(["Harus https"]);
  });

  test("a full list says so", async () => {
    render(<Field most={1} />);
    await userEvent.type(field(), "https://b.id{Enter}");
    expect(described(field())).toEqual(["Paling banyak 1 isian."]);
  });

  test("an entry is removed by its button, and the focus goes to the field", async () => {
    const change = vi.fn();
    render(<Field onChange={change} />);
    await userEvent.click(screen.getByRole("button", { name: "Hapus https://a.id" }));
    expect(change).toHaveBeenLastCalledWith([]);
    expect(document.activeElement).toBe(field());
  });

  test("Enter with nothing typed is the form's", async () => {
    const send = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
    render(
      <form onSubmit={send}>
        <Field />
      </form>,
    );
    await userEvent.type(field(), "https://b.id{Enter}");
    expect(send).not.toHaveBeenCalled();
  });
});

test("a copied text is said to be", async () => {
  userEvent.setup();
  render(<CopyField label="Tautan" value="https://sapa.id/x" />);
  await userEvent.click(screen.getByRole("button", { name: "Salin" }));
  expect(await screen.findByRole("button", { name: "Tersalin" })).toBeDefined();
  expect(await navigator.clipboard.readText()).toBe("https://sapa.id/x");
});
