/** The keys of the desk, opened with `?`. */
import { useTranslation } from "react-i18next";

import { Dialog } from "@/design/dialog";
import { Kbd } from "@/design/page";

const KEYS = [
  ["Ctrl K", "palette"],
  ["n", "new"],
  ["/", "search"],
  ["t", "today"],
  ["[", "before"],
  ["]", "after"],
  ["↑ ↓ ← →", "arrows"],
  ["Enter", "open"],
  ["w", "switch"],
  ["?", "help"],
] as const;

export function KeyboardHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("scheduling.keys.title")}>
      <dl className="divide-y divide-line">
        {KEYS.map(([keys, name]) => (
          <div key={name} className="flex items-center justify-between gap-4 py-2 text-sm">
            <dt>{t(`scheduling.keys.${name}`)}</dt>
            <dd className="flex gap-1">
              {keys.split(" ").map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
