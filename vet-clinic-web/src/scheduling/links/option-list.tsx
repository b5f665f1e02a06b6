/** The times a clinic proposes instead; one is chosen. */
import { useTranslation } from "react-i18next";

import type { LinkOptionOut } from "@/api/generated.gen";
import { cx } from "@/design/class-names";
import { Notice } from "@/design/notice";
import { useTimes } from "@/time/use-times";

export function keyOfOption({ starts_at, veterinarian_id }: LinkOptionOut): string {
  return `${starts_at} ${veterinarian_id}`;
}

/** Fresh proposals out of a refusal; anything else in its place is none. */
export function optionsIn(value: unknown): LinkOptionOut[] {
  if (!Array.isArray(value)) return [];
  return value.filter((each: unknown): each is LinkOptionOut => {
    const option = each as Partial<LinkOptionOut> | null;
    return (
      typeof option?.starts_at === "string" &&
      typeof option.veterinarian_id === "string" &&
      typeof option.veterinarian_name === "string"
    );
  });
}

export type OptionListProps = {
  options: readonly LinkOptionOut[];
  zone: string;
  chosen: string | null;
  onChoose: (key: string) => void;
  error: string | undefined;
};

export function OptionList({ options, zone, chosen, onChoose, error }: OptionListProps) {
  const { t } = useTranslation();
  const times = useTimes();
  if (options.length === 0) return <Notice tone="due" title={t("scheduling.links.noOptions")} />;
  return (
    <fieldset>
      <legend className="mb-3 font-serif text-lg font-medium">{t("scheduling.links.options")}</legend>
      <div className="flex flex-col gap-2">
        {options.map((option) => {
          const key = keyOfOption(option);
          return (
            <label
              key={key}
              className={cx(
                "flex min-h-14 items-center gap-3 rounded-control border px-4 font-semibold",
                key === chosen ? "border-green bg-green-wash" : "border-line-strong bg-surface",
              )}
            >
              <input
                type="radio"
                name="option"
                checked={key === chosen}
                onChange={() => onChoose(key)}
                className="size-5 shrink-0 accent-green"
              />
              <span className="min-w-0 py-2">
                {times.moment(option.starts_at, zone)}{" "}
                <span className="block text-sm font-normal text-ink-soft">{option.veterinarian_name}</span>
              </span>
            </label>
          );
        })}
      </div>
      <p role="alert" className="mt-1 text-sm font-semibold text-alert">
        {error ?? ""}
      </p>
    </fieldset>
  );
}
