/** The clinic's rooms and equipment. What is out of use stays in the list and in old visits, but is planned no more. */
import { CircleCheck, CircleSlash, DoorOpen, Microscope } from "lucide-react";
import { useTranslation } from "react-i18next";

import type { ResourceOut } from "@/api/generated.gen";
import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { DataTable, type Column } from "@/design/data-table";
import { EmptyState } from "@/design/empty-state";
import { useProblemWords } from "@/design/problem-notice";
import { showToast } from "@/design/toasts";

import { useUpdateResourceMutation } from "../api";

export const KIND_ICONS = { room: DoorOpen, equipment: Microscope } as const;

/** "general" is the platform's own word; everything else is the clinic's. */
export function useCategoryWord() {
  const { t } = useTranslation();
  return (category: string) => (category === "general" ? t("scheduling.resources.general") : category);
}

export function ResourceTable({
  resources,
  onEdit,
}: {
  resources: readonly ResourceOut[];
  onEdit: (resource: ResourceOut) => void;
}) {
  const { t } = useTranslation();
  const wordsOf = useProblemWords();
  const categoryWord = useCategoryWord();
  const [update, { isLoading }] = useUpdateResourceMutation();
  if (resources.length === 0) {
    return (
      <EmptyState title={t("scheduling.resources.none")} species="rabbit">
        {t("scheduling.resources.noneAdvice")}
      </EmptyState>
    );
  }
  const setActive = async (resource: ResourceOut, isActive: boolean) => {
    const { error } = await update({
      resourceId: resource.id,
      "If-Match": `"${resource.version}"`,
      resourcePatch: { is_active: isActive },
    });
    if (error !== undefined) showToast({ tone: "alert", message: wordsOf(error).title });
  };
  const columns: Column<ResourceOut>[] = [
    {
      key: "name",
      name: t("scheduling.resources.name"),
      cell: (resource) => {
        const Icon = KIND_ICONS[resource.kind];
        return (
          <button
            type="button"
            onClick={() => onEdit(resource)}
            className="inline-flex min-h-9 items-center gap-2 text-left font-semibold text-green underline decoration-line-strong underline-offset-4 hover:decoration-green"
          >
            <Icon aria-hidden="true" size={16} className="shrink-0" />
            {resource.name}
          </button>
        );
      },
    },
    {
      key: "kind",
      name: t("scheduling.resources.kind"),
      cell: (resource) => t(`scheduling.resources.kinds.${resource.kind}`),
    },
    {
      key: "category",
      name: t("scheduling.resources.category"),
      cell: (resource) => categoryWord(resource.category),
    },
    {
      key: "state",
      name: t("scheduling.resources.state"),
      cell: (resource) =>
        resource.is_active ? (
          <Badge tone="free" icon={CircleCheck}>
            {t("scheduling.resources.inUse")}
          </Badge>
        ) : (
          <Badge tone="taken" icon={CircleSlash}>
            {t("scheduling.resources.outOfUse")}
          </Badge>
        ),
    },
    {
      key: "act",
      name: t("scheduling.resources.change"),
      hideName: true,
      cell: (resource) => (
        <Button
          size="small"
          tone="quiet"
          className="whitespace-nowrap"
          disabled={isLoading}
          onClick={() => void setActive(resource, !resource.is_active)}
        >
          {resource.is_active ? t("scheduling.resources.takeOut") : t("scheduling.resources.takeBack")}
        </Button>
      ),
    },
  ];
  return (
    <DataTable
      caption={t("scheduling.resources.title")}
      columns={columns}
      rows={resources}
      rowKey={({ id }) => id}
    />
  );
}
