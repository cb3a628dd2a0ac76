import { expect, test } from "vitest";
import { ApiError } from "./api-error";
import { codeWords, errorWords, failureWords, fieldWords } from "./error-words";
import { t } from "./i18n";

test("a known code has its words, everything else the general ones", () => {
  expect(codeWords(t, "forbidden")).toBe("Anda tidak memiliki izin untuk ini.");
  expect(codeWords(t, "a_new_code")).toBe("Terjadi kesalahan. Coba lagi.");
  expect(errorWords(t, new ApiError(0, "offline"))).toContain("koneksi");
  expect(errorWords(t, new TypeError("x is undefined"))).toBe("Terjadi kesalahan. Coba lagi.");
});

test("fields get their words", () => {
  const error = new ApiError(422, "invalid", { errors: [{ field: "email", code: "taken" }] });
  expect(fieldWords(t, error)).toEqual({ email: "Ini sudah dipakai." });
  expect(fieldWords(t, new Error("x"))).toEqual({});
});

test("what a provider refuses has words of its own, which name it", () => {
  const whatsApp = { kind: "whatsapp", provider: "WhatsApp" };
  const messenger = { kind: "fb_messenger", provider: "Facebook Messenger" };
  expect(failureWords(t, "rate_limited", whatsApp)).not.toBe(codeWords(t, "rate_limited"));
  expect(failureWords(t, "a_new_code", whatsApp)).toBe("Alasannya tidak diketahui.");
  expect(failureWords(t, "provider_error", messenger)).toBe("Facebook Messenger menolak pesan ini.");
  expect(failureWords(t, "not_reachable", whatsApp)).toContain("WhatsApp");
  expect(failureWords(t, "not_reachable", messenger)).not.toContain("WhatsApp");
});
