import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useForm } from "react-hook-form";
import { email, minLength, object, pipe, string } from "valibot";
import { expect, test, vi } from "vitest";
import { TextField } from "../ui/text-field";
import { ApiError } from "./api-error";
import { schemaResolver, showFieldErrors } from "./form";
import { useT } from "./i18n";

const schema = object({
  name: pipe(string(), minLength(1, "errors.required")),
  contact: object({ email: pipe(string(), minLength(1, "errors.required"), email("errors.invalid_email")) }),
});

function Member({ save }: { save: (value: unknown) => Promise<void> }) {
  const t = useT();
  const form = useForm({ resolver: schemaResolver(schema, t), defaultValues: { name: "", contact: { email: "" } } });
  const { errors } = form.formState;
  const submit = form.handleSubmit((value) =>
    save(value).catch((error: unknown) => void showFieldErrors(form.setError, t, error)),
  );
  return (
    <form onSubmit={(event) => void submit(event)}>
      <TextField label="Nama" {...form.register("name")} error={errors.name?.message} />
      <TextField label="Email" {...form.register("contact.email")} error={errors.contact?.email?.message} />
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
