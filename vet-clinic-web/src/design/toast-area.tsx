/** Where toasts appear. The region is always in the page, so that screen readers hear what is added to it. */
import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { useTranslation } from "react-i18next";

import { IconButton } from "./button";
import { dismissToast, useToasts, type Toast } from "./toasts";

const ICONS = { free: CircleCheck, alert: CircleAlert, info: Info };

export function ToastCard({ toast }: { toast: Toast }) {
  const { t } = useTranslation();
  const Icon = ICONS[toast.tone];
  return (
    <div className="pointer-events-auto flex w-full max-w-dialog items-center gap-3 rounded-control border border-line bg-raised py-1 pr-1 pl-4 shadow-float">
      <Icon
        aria-hidden="true"
        size={18}
        className={toast.tone === "alert" ? "shrink-0 text-alert" : "shrink-0 text-green"}
      />
      <p className="min-w-0 flex-1 py-2 text-sm">{toast.message}</p>
      {toast.action && (
        <button
          type="button"
          onClick={() => {
            toast.action?.perform();
            dismissToast(toast.id);
          }}
          className="min-h-9 shrink-0 rounded-control px-3 text-sm font-semibold text-green hover:bg-green-wash"
        >
          {toast.action.label}
        </button>
      )}
      <IconButton label={t("actions.close")} size="small" onClick={() => dismissToast(toast.id)}>
        <X aria-hidden="true" size={16} />
      </IconButton>
    </div>
  );
}

export function ToastArea() {
  const toasts = useToasts();
  return (
    <div
      role="status"
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-50 flex flex-col items-center gap-2 p-4 max-md:pb-20"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}
