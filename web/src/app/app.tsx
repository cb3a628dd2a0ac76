import { RouterProvider } from "@tanstack/react-router";
import { ErrorBoundary } from "../ui/error-boundary";
import { Toasts } from "../ui/toasts";
import type { createAppRouter } from "./router";

interface Props {
  router: ReturnType<typeof createAppRouter>;
}

/** Everything. */
export function App({ router }: Props) {
  return (
    <ErrorBoundary>
      <RouterProvider router={router} />
      <Toasts />
    </ErrorBoundary>
  );
}
