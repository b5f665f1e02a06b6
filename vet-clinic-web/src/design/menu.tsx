/** A short list of things to do or choose, opened by a button. */
import { Menu as HeadlessMenu, MenuButton, MenuItem, MenuItems } from "@headlessui/react";
import { Check } from "lucide-react";
import type { ReactNode } from "react";

export function Menu({ button, label, children }: { button: ReactNode; label: string; children: ReactNode }) {
  return (
    <HeadlessMenu>
      <MenuButton
        aria-label={label}
        className="flex min-h-11 min-w-0 items-center gap-2 rounded-control px-1.5 hover:bg-green-wash/25 focus-visible:outline-accent-strong"
      >
        {button}
      </MenuButton>
      <MenuItems
        anchor={{ to: "bottom end", gap: 4, padding: 8 }}
        transition
        className="z-40 w-72 outline-none max-w-full overflow-auto rounded-control border border-line bg-raised p-1 shadow-float transition data-closed:opacity-0"
      >
        {children}
      </MenuItems>
    </HeadlessMenu>
  );
}

export type MenuActionProps = {
  icon?: ReactNode;
  detail?: string;
  isChosen?: boolean;
  onSelect: () => void;
  children: ReactNode;
};

export function MenuAction({ icon, detail, isChosen, onSelect, children }: MenuActionProps) {
  return (
    <MenuItem>
      <button
        type="button"
        onClick={onSelect}
        aria-current={isChosen ? "true" : undefined}
        className="flex min-h-10 w-full items-center gap-3 rounded-control px-3 py-1.5 text-left text-sm data-focus:bg-green-wash"
      >
        <span className="flex w-5 shrink-0 justify-center text-ink-soft">{icon}</span>
        <span className="min-w-0 flex-1">
          <span className="block">{children}</span>
          {detail && <span className="block text-xs text-ink-soft">{detail}</span>}
        </span>
        {isChosen && <Check aria-hidden="true" size={16} className="shrink-0 text-green" />}
      </button>
    </MenuItem>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <p className="px-3 pt-3 pb-1 text-xs font-semibold text-ink-soft">{children}</p>;
}
