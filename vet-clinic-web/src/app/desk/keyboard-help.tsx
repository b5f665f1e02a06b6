/** The keys of the desk, opened with `?`. */
import { useTranslation } from "react-i18next";

import { Dialog } from "@/design/dialog";
import { Kbd } from "@/design/page";

const KEYS = [
  ["Ctrl K", "scheduling.keys.palette"],
  ["n", "scheduling.keys.new"],
  ["/", "scheduling.keys.search"],
  ["d", "desk.keys.day"],
  ["w", "desk.keys.week"],
  ["l", "desk.keys.list"],
  ["b", "desk.keys.board"],
  ["t", "scheduling.keys.today"],
  ["← [", "desk.keys.back"],
  ["→ ]", "desk.keys.on"],
  ["↑ ↓ ← →", "scheduling.keys.arrows"],
  ["Enter", "scheduling.keys.open"],
  ["Space", "desk.keys.pickUp"],
  ["Shift ↑ ↓", "desk.keys.resize"],
  ["Esc", "desk.keys.putBack"],
  ["c", "scheduling.keys.switch"],
  ["?", "scheduling.keys.help"],
] as const;

export function KeyboardHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t("scheduling.keys.title")}>
      <dl className="max-h-96 divide-y divide-line overflow-y-auto">
        {KEYS.map(([keys, name]) => (
          <div key={name} className="flex items-center justify-between gap-4 py-2 text-sm">
            <dt>{t(name)}</dt>
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
