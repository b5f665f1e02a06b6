/** Under the free times: what to do when none of them suits. */
import { BellRing } from "lucide-react";
import { useTranslation } from "react-i18next";

import { LinkButton } from "@/design/button";

export function Otherwise({ to }: { to: string }) {
  const { t } = useTranslation();
  return (
    <div className="mt-4 border-t border-line pt-4">
      <p className="font-semibold">{t("scheduling.waitlist.nothing")}</p>
      <p className="mt-0.5 mb-3 text-sm text-ink-soft">{t("scheduling.waitlist.nothingAdvice")}</p>
      <LinkButton to={to} icon={<BellRing aria-hidden="true" size={18} />}>
        {t("scheduling.waitlist.join")}
      </LinkButton>
    </div>
  );
}
