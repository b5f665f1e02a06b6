/** A pet's details, for adding one and for changing one. The name is enough; everything else can wait. */
import { DateTime } from "luxon";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Segments } from "@/design/choice";
import { Field } from "@/design/field";
import { Screen } from "@/design/screen";
import { Text } from "@/design/text";
import { space } from "@/design/tokens";
import type { PetIn } from "@/api/generated.gen";
import { BreedField } from "../components/breed-field";
import { SpeciesChoice } from "../components/species-choice";
import { readDraft, type DraftErrors, type PetDraft } from "../pet-draft";

interface PetFormProps {
  title: string;
  initial: PetDraft;
  saveLabel: (name: string) => string;
  /** A pet keeps its species once it is known. */
  hasFixedSpecies: boolean;
  isSaving: boolean;
  problem: unknown;
  onSave: (pet: PetIn) => void;
  onBack: () => void;
}

const LONGEST_LINE = 120;
const LONGEST_NOTE = 4000;

export function PetForm({
  title,
  initial,
  saveLabel,
  hasFixedSpecies,
  isSaving,
  problem,
  onSave,
  onBack,
}: PetFormProps) {
  const { t } = useTranslation("pets");
  const { t: ground } = useTranslation();
  const [draft, setDraft] = useState(initial);
  const [errors, setErrors] = useState<DraftErrors>({});
  const change = (part: Partial<PetDraft>) => setDraft((current) => ({ ...current, ...part }));
  const errorOf = (field: keyof PetDraft) => {
    const error = errors[field];
    return error === undefined ? null : t(error);
  };
  const save = () => {
    const outcome = readDraft(draft, DateTime.local());
    setErrors("errors" in outcome ? outcome.errors : {});
    if ("pet" in outcome) onSave(outcome.pet);
  };
  return (
    <Screen
      title={title}
      back={{ label: ground("back"), onPress: onBack }}
      footer={
        <Button voice="primary" label={saveLabel(draft.name.trim())} isBusy={isSaving} onPress={save} />
      }
    >
      {problem === undefined ? null : <ProblemNotice error={problem} />}
      <Field
        label={t("name")}
        value={draft.name}
        onChangeText={(name) => change({ name })}
        error={errorOf("name")}
        maxLength={LONGEST_LINE}
        autoCapitalize="words"
      />
      {hasFixedSpecies ? null : (
        <SpeciesChoice chosen={draft.species} onChoose={(species) => change({ species, breedId: null })} />
      )}
      <BreedField
        species={draft.species}
        breedId={draft.breedId}
        onChange={(breedId) => change({ breedId })}
      />
      <View style={{ gap: space.xs }}>
        <Text size="sm" strong>
          {t("sex_label")}
        </Text>
        <Segments
          label={t("sex_label")}
          value={draft.sex}
          onChange={(sex) => change({ sex })}
          options={(["female", "male", "unknown"] as const).map((value) => ({
            value,
            label: t(`sex.${value}`),
          }))}
        />
      </View>
      <View style={{ gap: space.xs }}>
        <Text size="sm" strong>
          {t("neutered_label")}
        </Text>
        <Segments
          label={t("neutered_label")}
          value={draft.isNeutered === null ? "unknown" : draft.isNeutered ? "yes" : "no"}
          onChange={(answer) => change({ isNeutered: answer === "unknown" ? null : answer === "yes" })}
          options={[
            { value: "yes", label: t("yes") },
            { value: "no", label: t("no") },
            { value: "unknown", label: t("sex.unknown") },
          ]}
        />
      </View>
      <Field
        label={t("born")}
        hint={t("born_hint")}
        value={draft.born}
        onChangeText={(born) => change({ born })}
        error={errorOf("born")}
        inputMode="numeric"
        keyboardType="numbers-and-punctuation"
      />
      <Field
        label={t("weight")}
        value={draft.weight}
        onChangeText={(weight) => change({ weight })}
        error={errorOf("weight")}
        inputMode="decimal"
      />
      <Field
        label={t("microchip")}
        hint={t("microchip_hint")}
        value={draft.microchip}
        onChangeText={(microchip) => change({ microchip })}
        error={errorOf("microchip")}
        inputMode="numeric"
      />
      <Field
        label={t("color")}
        value={draft.color}
        onChangeText={(color) => change({ color })}
        maxLength={LONGEST_LINE}
      />
      <Field
        label={t("note")}
        value={draft.note}
        onChangeText={(note) => change({ note })}
        maxLength={LONGEST_NOTE}
        multiline
      />
    </Screen>
  );
}
