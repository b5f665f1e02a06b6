/** One room or piece of equipment: its name, and the kind of room it is, by which services ask for it. */
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

import type { ResourceOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { Dialog } from "@/design/dialog";
import { TextField } from "@/design/field";
import { ProblemNotice } from "@/design/problem-notice";
import { Segments } from "@/design/tabs";

export type ResourceKind = ResourceOut["kind"];
export type ResourceAnswers = { kind: ResourceKind; name: string; category: string };

export const KINDS = ["room", "equipment"] as const satisfies readonly ResourceKind[];

export type ResourceFormProps = {
  resource: ResourceOut | null;
  /** Categories that are there already, to choose from while typing. */
  categories: readonly string[];
  isBusy: boolean;
  problem: unknown;
  onClose: () => void;
  onSave: (answers: ResourceAnswers) => void;
};

export function ResourceForm({ resource, categories, isBusy, problem, onClose, onSave }: ResourceFormProps) {
  const { t } = useTranslation();
  const list = useId();
  const [kind, setKind] = useState<ResourceKind>(resource?.kind ?? "room");
  const [name, setName] = useState(resource?.name ?? "");
  const [category, setCategory] = useState(resource?.category ?? "general");
  const [isAsked, setIsAsked] = useState(false);
  const missing = (text: string) =>
    isAsked && text.trim() === "" ? t("scheduling.resources.needed") : undefined;
  const save = () => {
    setIsAsked(true);
    if (name.trim() !== "" && category.trim() !== "") {
      onSave({ kind, name: name.trim(), category: category.trim() });
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={resource === null ? t("scheduling.resources.add") : resource.name}
    >
      <form
        noValidate
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {resource === null && (
          <div>
            <Segments
              label={t("scheduling.resources.kind")}
              value={kind}
              onChange={setKind}
              segments={KINDS.map((each) => ({
                value: each,
                label: t(`scheduling.resources.kinds.${each}`),
              }))}
            />
          </div>
        )}
        <TextField
          label={t("scheduling.resources.name")}
          hint={t("scheduling.resources.nameHint")}
          maxLength={120}
          data-autofocus
          value={name}
          error={missing(name)}
          onChange={(event) => setName(event.target.value)}
        />
        <TextField
          label={t("scheduling.resources.category")}
          hint={t("scheduling.resources.categoryHint")}
          maxLength={60}
          list={list}
          value={category}
          error={missing(category)}
          onChange={(event) => setCategory(event.target.value)}
        />
        <datalist id={list}>
          {categories.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        {problem !== undefined && <ProblemNotice problem={problem} />}
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{t("actions.cancel")}</Button>
          <Button type="submit" tone="solid" isBusy={isBusy}>
            {t("actions.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
