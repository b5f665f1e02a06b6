/** Changing one's own details, on the version that was read. */
import { DateTime } from "luxon";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Field } from "@/design/field";
import { Screen } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { useGetMeQuery, useUpdateMeMutation, type Me } from "../api";
import { draftOf, readDetails, type DetailsDraft, type DetailsErrors } from "../details-draft";

interface DetailsProps {
  onSaved: () => void;
  onBack: () => void;
}

const LONGEST_NAME = 120;
const LONGEST_ADDRESS = 300;

export function Details({ onSaved, onBack }: DetailsProps) {
  const { t } = useTranslation("identity");
  const { t: ground } = useTranslation();
  const { data: me, isError, error, refetch } = useGetMeQuery();
  if (me !== undefined) return <Form key={me.version} me={me} onSaved={onSaved} onBack={onBack} />;
  return (
    <Screen title={t("details.title")} back={{ label: ground("back"), onPress: onBack }}>
      {isError ? (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows label={ground("loading")} rows={5} />
      )}
    </Screen>
  );
}

function Form({ me, onSaved, onBack }: DetailsProps & { me: Me }) {
  const { t } = useTranslation("identity");
  const { t: ground } = useTranslation();
  const [draft, setDraft] = useState(() => draftOf(me));
  const [errors, setErrors] = useState<DetailsErrors>({});
  const [update, { isLoading, error: problem }] = useUpdateMeMutation();
  const field = (name: keyof DetailsDraft) => {
    const error = errors[name];
    return {
      value: draft[name],
      onChangeText: (words: string) => setDraft((current) => ({ ...current, [name]: words })),
      error: error === undefined ? null : t(`details.${error}`),
      editable: !isLoading,
    };
  };
  const save = async () => {
    const outcome = readDetails(draft, me, DateTime.local());
    setErrors("errors" in outcome ? outcome.errors : {});
    if ("errors" in outcome) return;
    if (Object.keys(outcome.changes).length > 0) {
      const reply = await update({ "If-Match": `"${me.version}"`, mePatch: outcome.changes });
      if (reply.error !== undefined) return;
    }
    onSaved();
  };
  return (
    <Screen
      title={t("details.title")}
      subtitle={t("details.mail_fixed")}
      back={{ label: ground("back"), onPress: onBack }}
      footer={
        <Button voice="primary" label={ground("save")} isBusy={isLoading} onPress={() => void save()} />
      }
    >
      {problem === undefined ? null : <ProblemNotice error={problem} />}
      <Field
        label={t("details.given_name")}
        {...field("givenName")}
        maxLength={LONGEST_NAME}
        autoComplete="given-name"
      />
      <Field
        label={t("details.family_name")}
        {...field("familyName")}
        maxLength={LONGEST_NAME}
        autoComplete="family-name"
      />
      <Field
        label={t("phone")}
        hint={t("details.phone_hint")}
        {...field("phone")}
        inputMode="tel"
        autoComplete="tel"
      />
      <Field
        label={t("address")}
        hint={t("details.address_hint")}
        {...field("address")}
        maxLength={LONGEST_ADDRESS}
        autoComplete="street-address"
        multiline
      />
      <Field
        label={t("born_on")}
        hint={t("details.born_hint")}
        {...field("bornOn")}
        inputMode="numeric"
        keyboardType="numbers-and-punctuation"
      />
    </Screen>
  );
}
