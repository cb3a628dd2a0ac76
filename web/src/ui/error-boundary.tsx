import { TriangleAlert } from "lucide-react";
import { Component, type ErrorInfo, type ReactNode } from "react";
import { useT } from "../lib/i18n";
import { Button } from "./button";
import { EmptyState } from "./empty-state";

interface Props {
  children: ReactNode;
  /** Drawn in place of what broke; default `ErrorView`. Small things, such as one message, want something small. */
  fallback?: ((error: Error, retry: () => void) => ReactNode) | undefined;
  /** When this changes, the content is tried again: a path, or an id. */
  resetKey?: unknown;
  /** Told of the fault. */
  onError?: ((error: Error, info: ErrorInfo) => void) | undefined;
}

interface State {
  error: Error | undefined;
  key: unknown;
}

/** Keeps a fault in one part from taking the whole page with it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined, key: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.key ? null : { key: props.resetKey, error: undefined };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    this.props.onError?.(error, info);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const retry = () => this.setState({ error: undefined });
    return this.props.fallback?.(error, retry) ?? <ErrorView error={error} onRetry={retry} />;
  }
}

/** Says that something broke, with a way on. The technical text is there to be passed on, but folded. */
export function ErrorView({ error, onRetry }: { error: Error; onRetry?: (() => void) | undefined }) {
  const t = useT();
  return (
    <div role="alert">
      <EmptyState
        icon={<TriangleAlert size={24} />}
        title={t("ui.broke")}
        action={onRetry && <Button onClick={onRetry}>{t("common.retry")}</Button>}
      >
        <p>{t("ui.broke_hint")}</p>
        <details className="mt-3 text-start text-13">
          <summary>{t("ui.details")}</summary>
          <pre className="mt-1 whitespace-pre-wrap break-all font-mono text-12">{error.message}</pre>
        </details>
      </EmptyState>
    </div>
  );
}
