/** How much of a series a change is meant for. */
import { Radio, RadioGroup } from "@headlessui/react";
import { useTranslation } from "react-i18next";

export const SCOPES = ["this", "following", "all"] as const;
export type Scope = (typeof SCOPES)[number];

export function ScopeChoice({ value, onChange }: { value: Scope; onChange: (scope: Scope) => void }) {
  const { t } = useTranslation();
  return (
    <RadioGroup
      value={value}
      onChange={onChange}
      aria-label={t("desk.series.scopeOf")}
      className="flex flex-col gap-2"
    >
      {SCOPES.map((scope) => (
        <Radio
          key={scope}
          value={scope}
          className="group flex min-h-11 cursor-pointer items-center gap-3 rounded-control border border-line bg-surface px-3 text-sm hover:border-line-strong data-checked:border-green data-checked:bg-green-wash"
        >
          <span
            aria-hidden="true"
            className="flex size-5 shrink-0 items-center justify-center rounded-full border border-line-strong group-data-checked:border-green"
          >
            <span className="size-2.5 rounded-full group-data-checked:bg-green" />
          </span>
          {t(`desk.series.scope.${scope}`)}
        </Radio>
      ))}
    </RadioGroup>
  );
}
