/** Which kinds of room and equipment a visit needs besides a vet; any free one of the category will do. */
import { useFormContext, useWatch } from "react-hook-form";
import { useTranslation } from "react-i18next";

import type { ResourceOut } from "@/api/generated.gen";
import { Notice } from "@/design/notice";
import { TextLink } from "@/design/button";

import { KINDS } from "../resources/resource-form";
import { useCategoryWord } from "../resources/resource-table";
import type { TypeAnswers } from "./type-answers";
import { Group, ManyOf } from "./type-group";

/** "room:surgery" of everything in use and of everything already asked for, with how many there are. */
export function needsOf(resources: readonly ResourceOut[], asked: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { kind, category, is_active } of resources) {
    if (is_active) counts.set(`${kind}:${category}`, (counts.get(`${kind}:${category}`) ?? 0) + 1);
  }
  for (const need of asked) if (!counts.has(need)) counts.set(need, 0);
  return new Map([...counts].sort(([a], [b]) => b.localeCompare(a)));
}

export function NeedsGroup({
  resources,
  asked,
  resourcesLink,
}: {
  resources: readonly ResourceOut[];
  /** What the type asked for when the form was opened. */
  asked: readonly string[];
  resourcesLink: string;
}) {
  const { t } = useTranslation();
  const categoryWord = useCategoryWord();
  const { control } = useFormContext<TypeAnswers>();
  const chosen = useWatch({ control, name: "requirements" });
  const needs = needsOf(resources, asked);
  const missing = chosen.filter((need) => needs.get(need) === 0);
  const word = (need: string) => categoryWord(need.slice(need.indexOf(":") + 1));
  return (
    <Group title={t("scheduling.types.groups.needs")} lead={t("scheduling.types.needsLead")}>
      {needs.size === 0 && (
        <p className="text-sm">
          {t("scheduling.types.noResources")}{" "}
          <TextLink to={resourcesLink}>{t("scheduling.resources.title")}</TextLink>
        </p>
      )}
      {needs.size > 0 && (
        <ManyOf
          legend={t("scheduling.types.requirements")}
          hint={t("scheduling.types.requirementsHint")}
          name="requirements"
          options={KINDS.flatMap((kind) =>
            [...needs.keys()]
              .filter((need) => need.startsWith(`${kind}:`))
              .map((need) => ({
                value: need,
                label: `${t(`scheduling.resources.kinds.${kind}`)}: ${word(need)}`,
                hint: t("scheduling.resourcesInUse", { count: needs.get(need) ?? 0 }),
              })),
          )}
        />
      )}
      {missing.length > 0 && (
        <Notice tone="due" title={t("scheduling.types.needMissing", { needs: missing.map(word).join(", ") })}>
          {t("scheduling.types.needMissingAdvice")}
        </Notice>
      )}
    </Group>
  );
}
