import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { ErrorBoundary } from "../ui/error-boundary";
import { Toasts } from "../ui/toasts";
import type { createAppRouter } from "./router";

interface Props {
  client: QueryClient;
  router: ReturnType<typeof createAppRouter>;
}

/** Everything. */
export function App({ client, router }: Props) {
  return (
    <ErrorBoundary>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
        <Toasts />
      </QueryClientProvider>
    </ErrorBoundary>
  );
}
