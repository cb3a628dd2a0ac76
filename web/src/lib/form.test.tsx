import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useForm } from "react-hook-form";
import { describe, expect, test, vi } from "vitest";
import { TextField } from "../ui/text-field";
import { ApiError } from "./api-error";
import { beginAnew, showFieldErrors, useStoredForm, verdict } from "./form";
import { useT } from "./i18n";

function Member({ save }: { save: (value: unknown) => Promise<void> }) {
  const t = useT();
  const form = useForm({ defaultValues: { name: "", contact: { email: "" } } });
  const filled = (text: string) => verdict(t, text === "" ? "errors.required" : undefined);
  const address = (text: string) => verdict(t, /@\w+\./.test(text) ? undefined : "errors.invalid_email");
  const { errors } = form.formState;
  const submit = form.handleSubmit((value) =>
    save(value).catch((error: unknown) => void showFieldErrors(form.setError, t, error)),
  );
  return (
    <form onSubmit={(event) => void submit(event)}>
      <TextField label="Nama" {...form.register("name", { validate: filled })} error={errors.name?.message} />
      <TextField
        label="Email"
        {...form.register("contact.email", { validate: { filled, address } })}
        error={errors.contact?.email?.message}
      />
      <button type="submit">Simpan</button>
    </form>
  );
}

const describedBy = (name: string) => {
  const field = screen.getByRole("textbox", { name });
  return (field.getAttribute("aria-describedby") ?? "")
    .split(" ")
    .map((id) => document.getElementById(id)?.textContent)
    .join(" ");
};

test("each field says its first fault, and nothing is sent", async () => {
  const save = vi.fn(async () => undefined);
  render(<Member save={save} />);
  await userEvent.click(screen.getByRole("button"));
  expect(describedBy("Nama")).toBe("Bagian ini wajib diisi.");
  expect(describedBy("Email")).toBe("Bagian ini wajib diisi.");
  await userEvent.type(screen.getByRole("textbox", { name: "Email" }), "rina@");
  expect(describedBy("Email")).toContain("alamat email yang lengkap");
  expect(save).not.toHaveBeenCalled();
});

test("the server's refusal stands beside its field, which gets the focus", async () => {
  const save = vi.fn(async () => {
    throw new ApiError(422, "invalid", { errors: [{ field: "contact.email", code: "taken" }] });
  });
  render(<Member save={save} />);
  await userEvent.type(screen.getByRole("textbox", { name: "Nama" }), "Rina");
  await userEvent.type(screen.getByRole("textbox", { name: "Email" }), "rina@toko.id");
  await userEvent.click(screen.getByRole("button"));
  expect(save).toHaveBeenCalledWith({ name: "Rina", contact: { email: "rina@toko.id" } });
  expect(describedBy("Email")).toBe("Ini sudah dipakai.");
  expect(document.activeElement).toBe(screen.getByRole("textbox", { name: "Email" }));
});

test("a failure that is about no field is left to the form as a whole", () => {
  const setError = vi.fn();
  expect(showFieldErrors(setError, (key) => key, new ApiError(0, "offline"))).toBe(false);
  expect(setError).not.toHaveBeenCalled();
});

describe("a form over what is stored", () => {
  function Profile({ stored }: { stored: { name: string; city: string } }) {
    const form = useStoredForm(stored);
    const { isDirty } = form.formState;
    return (
      <form>
        <TextField label="Nama" {...form.register("name")} />
        <TextField label="Kota" {...form.register("city")} />
        {isDirty && (
          <button type="button" onClick={() => beginAnew(form, stored)}>
            Buang
          </button>
        )}
      </form>
    );
  }
  const value = (name: string) => (screen.getByRole("textbox", { name }) as HTMLInputElement).value;

  test("takes over what others change, but not into a field that is being changed", async () => {
    const { rerender } = render(<Profile stored={{ name: "Eko", city: "Solo" }} />);
    await userEvent.type(screen.getByRole("textbox", { name: "Nama" }), " Putra");
    rerender(<Profile stored={{ name: "Eka", city: "Malang" }} />);
    await waitFor(() => expect(value("Kota")).toBe("Malang"));
    expect(value("Nama")).toBe("Eko Putra");
  });

  test("is as it was stored once the changes are thrown away, and follows again", async () => {
    const { rerender } = render(<Profile stored={{ name: "Eko", city: "Solo" }} />);
    await userEvent.type(screen.getByRole("textbox", { name: "Nama" }), " Putra");
    await userEvent.click(screen.getByRole("button", { name: "Buang" }));
    expect(value("Nama")).toBe("Eko");
    expect(screen.queryByRole("button")).toBeNull();
    rerender(<Profile stored={{ name: "Eka", city: "Solo" }} />);
    await waitFor(() => expect(value("Nama")).toBe("Eka"));
  });
});
