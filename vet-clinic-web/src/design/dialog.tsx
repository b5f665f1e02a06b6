/** A question that must be answered before going on (Dialog), or detail beside the page (Sheet). Focus stays inside and returns. */
import { Dialog as HeadlessDialog, DialogBackdrop, DialogPanel, DialogTitle } from "@headlessui/react";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { IconButton } from "./button";
import { cx } from "./class-names";

export type DialogProps = {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** Keep the title for screen readers only, when the content begins with its own. */
  hideTitle?: boolean;
  children: ReactNode;
  actions?: ReactNode;
  className?: string;
};

export function Dialog({ isOpen, onClose, title, hideTitle, children, actions, className }: DialogProps) {
  const { t } = useTranslation();
  return (
    <HeadlessDialog open={isOpen} onClose={onClose} className="relative z-40">
      <DialogBackdrop transition className="fixed inset-0 bg-scrim transition data-closed:opacity-0" />
      {/* On a phone it stands at the bottom by its own margin: a tall one must not lose its top above the scroll. */}
      <div className="fixed inset-0 flex items-start justify-center overflow-y-auto p-3 sm:pt-[12vh]">
        <DialogPanel
          transition
          className={cx(
            "w-full max-w-dialog rounded-control border border-line bg-surface shadow-float transition data-closed:translate-y-2 data-closed:opacity-0 max-sm:mt-auto",
            className,
          )}
        >
          <div className={hideTitle ? "sr-only" : "flex items-start justify-between gap-3 p-5 pb-0"}>
            <DialogTitle className="font-serif text-lg font-medium">{title}</DialogTitle>
            {!hideTitle && (
              <IconButton label={t("actions.close")} size="small" onClick={onClose}>
                <X aria-hidden="true" size={18} />
              </IconButton>
            )}
          </div>
          <div className={hideTitle ? "" : "p-5"}>{children}</div>
          {actions && (
            <div className="flex flex-wrap justify-end gap-3 border-t border-line p-4">{actions}</div>
          )}
        </DialogPanel>
      </div>
    </HeadlessDialog>
  );
}

export function Sheet({ isOpen, onClose, title, children }: DialogProps) {
  const { t } = useTranslation();
  return (
    <HeadlessDialog open={isOpen} onClose={onClose} className="relative z-40">
      <DialogBackdrop transition className="fixed inset-0 bg-scrim transition data-closed:opacity-0" />
      <DialogPanel
        transition
        className="fixed inset-x-0 bottom-0 max-h-[92dvh] overflow-y-auto border-line bg-surface shadow-float transition data-closed:translate-y-4 data-closed:opacity-0 max-md:rounded-t-control max-md:border-t md:inset-y-0 md:left-auto md:max-h-none md:w-full md:max-w-dialog md:border-l md:data-closed:translate-x-4 md:data-closed:translate-y-0"
      >
        <div className="sticky top-0 z-10 flex items-center justify-between gap-3 border-b border-line bg-surface px-5 py-2">
          <DialogTitle className="text-sm font-semibold text-ink-soft">{title}</DialogTitle>
          <IconButton label={t("actions.close")} onClick={onClose}>
            <X aria-hidden="true" size={20} />
          </IconButton>
        </div>
        <div className="p-5">{children}</div>
      </DialogPanel>
    </HeadlessDialog>
  );
}
