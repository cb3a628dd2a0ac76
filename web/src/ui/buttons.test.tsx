import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { Button } from "./button";
import { IconButton } from "./icon-button";
import { ButtonLink, NavTabLink } from "./links";
import { NavTabs } from "./nav-tabs";
import { watchTips } from "./tooltip";

test("a button does not send its form unless it is told to", async () => {
  const send = vi.fn((event: { preventDefault: () => void }) => event.preventDefault());
  render(
    <form onSubmit={send}>
      <Button>Batal</Button>
      <Button type="submit">Simpan</Button>
    </form>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Batal" }));
  expect(send).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole("button", { name: "Simpan" }));
  expect(send).toHaveBeenCalledTimes(1);
});

test("a busy button keeps its name and the focus, and does nothing, nor sends its form", async () => {
  const [click, send] = [vi.fn(), vi.fn()];
  render(
    <form onSubmit={send}>
      <Button busy type="submit" onClick={click}>
        Simpan
      </Button>
    </form>,
  );
  const button = screen.getByRole("button", { name: "Simpan" });
  button.focus();
  await userEvent.click(button);
  await userEvent.keyboard("{Enter}");
  expect(click).not.toHaveBeenCalled();
  expect(send).not.toHaveBeenCalled();
  expect(button.getAttribute("aria-busy")).toBe("true");
  expect(document.activeElement).toBe(button);
});

test("an icon button is named by its label, which is its tooltip as well", async () => {
  const click = vi.fn();
  render(<IconButton label="Lampirkan berkas" icon={<svg aria-hidden="true" />} onClick={click} />);
  const button = screen.getByRole("button", { name: "Lampirkan berkas" });
  expect(button.dataset.tip).toBe("Lampirkan berkas");
  await userEvent.click(button);
  expect(click).toHaveBeenCalledTimes(1);
});

test("a busy icon button does nothing", async () => {
  const click = vi.fn();
  render(<IconButton busy label="Kirim" icon={<svg aria-hidden="true" />} onClick={click} />);
  await userEvent.click(screen.getByRole("button"));
  expect(click).not.toHaveBeenCalled();
});

test("Esc hides tooltips until the pointer or the focus moves", async () => {
  const leave = watchTips();
  render(<IconButton label="Kirim" icon={<svg aria-hidden="true" />} />);
  await userEvent.keyboard("{Escape}");
  expect(document.documentElement.dataset.tips).toBe("off");
  await userEvent.tab();
  expect(document.documentElement.dataset.tips).toBeUndefined();
  leave();
});

test("tabs that are links say which is the present one, and how many are behind each", async () => {
  const page = () => (
    <NavTabs label="Bagian kotak masuk">
      <NavTabLink to="/" count={128}>
        Milik saya
      </NavTabLink>
      <ButtonLink to="." search={{ tab: "queue" } as never} look="primary">
        Antrean
      </ButtonLink>
    </NavTabs>
  );
  const router = createRouter({ routeTree: createRootRoute({ component: page }), history: createMemoryHistory() });
  render(<RouterProvider router={router as never} />);
  const current = await screen.findByRole("link", { current: "page", name: /Milik saya/ });
  expect(current.textContent).toBe("Milik saya99+");
  expect(screen.getByRole("navigation", { name: "Bagian kotak masuk" })).toBeDefined();
  expect(screen.getByRole("link", { name: "Antrean" }).getAttribute("href")).toBe("/?tab=queue");
});
