import type { ReactNode } from "react";

interface Props {
  icon: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

/** One line above everything, about how one is connected with the others. */
export function BannerLine({ icon, action, children }: Props) {
  return (
    <div className="flex items-center justify-center gap-2.5 border-b bg-warn-ground px-4 py-1.5 text-13">
      <span aria-hidden="true" className="inline-flex text-warn">
        {icon}
      </span>
      <span>{children}</span>
      {action}
    </div>
  );
}
