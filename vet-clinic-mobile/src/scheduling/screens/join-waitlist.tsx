/** Instead of a time: when could you come? */
import { DateTime } from "luxon";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Segments } from "@/design/choice";
import { Field } from "@/design/field";
import { Pressable } from "@/design/pressable";
import { Screen, Section } from "@/design/screen";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { radius, space, stroke } from "@/design/tokens";
import { useJoinWaitlistMutation } from "../api";
import { AddressField, givenAddress, isAddressMissing } from "../components/address-field";
import { serviceName } from "../service-words";
import { todayAt } from "../slot-days";
import { useService } from "../use-service";
import { PARTS, WEEKDAYS, WEEKS, weekdayName, windowOf, type WaitlistWish } from "../waitlist-wish";

interface JoinWaitlistProps {
  clinicId: string;
  appointmentTypeId: string;
  /** Undefined until the clinic is known. */
  zone: string | undefined;
  veterinarianId: string | undefined;
  petId: string | null;
  /** Where the person lives, if they have said so: for a visit at home. */
  homeAddress: string | null | undefined;
  petChoice: ReactNode;
  onJoined: () => void;
  onBack: () => void;
}

const LONGEST_NOTE = 4000;
const WORKING_WEEK = [0, 1, 2, 3, 4];

export function JoinWaitlist({ clinicId, appointmentTypeId, zone, petId, ...rest }: JoinWaitlistProps) {
  const { veterinarianId, petChoice, homeAddress, onJoined, onBack } = rest;
  const { t, i18n } = useTranslation("scheduling");
  const { t: ground } = useTranslation();
  const { service, problem } = useService(clinicId, appointmentTypeId);
  const [wish, setWish] = useState<WaitlistWish>({ weeks: 4, weekdays: WORKING_WEEK, part: "any" });
  const [note, setNote] = useState("");
  const [typedAddress, setTypedAddress] = useState<string | null>(null);
  const address = typedAddress ?? homeAddress ?? "";
  const [hasTried, setTried] = useState(false);
  const [join, joining] = useJoinWaitlistMutation();
  const obstacle =
    petId === null
      ? t("pet_missing")
      : wish.weekdays.length === 0
        ? t("waitlist.days_missing")
        : isAddressMissing(service?.place, address)
          ? t("home.missing")
          : null;
  const submit = async () => {
    setTried(true);
    if (petId === null || obstacle !== null || zone === undefined) return;
    const outcome = await join({
      waitlistIn: {
        clinic_id: clinicId,
        appointment_type_id: appointmentTypeId,
        veterinarian_id: veterinarianId ?? null,
        pet_id: petId,
        windows: [windowOf(wish, todayAt(zone, DateTime.utc()))],
        ...givenAddress(service?.place, address),
        note: note.trim() === "" ? null : note.trim(),
      },
    });
    if (outcome.error === undefined) onJoined();
  };
  return (
    <Screen
      title={t("waitlist.title")}
      subtitle={service === undefined ? undefined : serviceName(service, i18n.language)}
      back={{ label: ground("back"), onPress: onBack }}
      footer={
        <>
          {hasTried && obstacle !== null ? (
            <Text size="sm" tone="alert" role="alert">
              {obstacle}
            </Text>
          ) : null}
          <Button
            voice="primary"
            label={t("waitlist.join")}
            isBusy={joining.isLoading}
            isDisabled={zone === undefined || service === undefined}
            onPress={() => void submit()}
          />
        </>
      }
    >
      {problem === undefined ? null : <ProblemNotice error={problem} />}
      {joining.error === undefined ? null : <ProblemNotice error={joining.error} />}
      <Section title={t("which_pet")}>{petChoice}</Section>
      <Section title={t("waitlist.weeks")}>
        <Segments
          label={t("waitlist.weeks")}
          value={`${wish.weeks}`}
          onChange={(weeks) => setWish({ ...wish, weeks: Number(weeks) })}
          options={WEEKS.map((count) => ({ value: `${count}`, label: t("waitlist.weeks", { count }) }))}
        />
      </Section>
      <Section title={t("waitlist.days")}>
        <Weekdays chosen={wish.weekdays} onChange={(weekdays) => setWish({ ...wish, weekdays })} />
      </Section>
      <Section title={t("waitlist.hours")}>
        <Segments
          label={t("waitlist.hours")}
          value={wish.part}
          onChange={(part) => setWish({ ...wish, part })}
          options={PARTS.map((part) => ({ value: part, label: t(`waitlist.part.${part}`) }))}
        />
      </Section>
      {service?.place === "home_visit" ? (
        <AddressField address={address} isPressing={hasTried} onAddress={setTypedAddress} />
      ) : null}
      <Field
        label={`${t("note")} (${ground("optional")})`}
        value={note}
        onChangeText={setNote}
        maxLength={LONGEST_NOTE}
        multiline
      />
    </Screen>
  );
}

interface WeekdaysProps {
  chosen: readonly number[];
  onChange: (weekdays: readonly number[]) => void;
}

function Weekdays({ chosen, onChange }: WeekdaysProps) {
  const { t, i18n } = useTranslation("scheduling");
  const { colors } = useTheme();
  return (
    <View
      role="group"
      aria-label={t("waitlist.days")}
      style={{ flexDirection: "row", flexWrap: "wrap", gap: space.xs }}
    >
      {WEEKDAYS.map((weekday) => {
        const isChosen = chosen.includes(weekday);
        return (
          <Pressable
            key={weekday}
            role="checkbox"
            aria-checked={isChosen}
            aria-label={weekdayName(weekday, i18n.language)}
            onPress={() =>
              onChange(isChosen ? chosen.filter((each) => each !== weekday) : [...chosen, weekday])
            }
            style={{
              flexGrow: 1,
              flexBasis: 0,
              alignItems: "center",
              justifyContent: "center",
              borderRadius: radius.control,
              borderWidth: isChosen ? stroke.strong : stroke.hair,
              margin: isChosen ? 0 : stroke.hair,
              borderColor: isChosen ? colors.green : colors.line,
              backgroundColor: isChosen ? colors.greenWash : colors.surface,
            }}
          >
            <Text size="sm" strong={isChosen} tone={isChosen ? "ink" : "inkSoft"}>
              {weekdayName(weekday, i18n.language)}
            </Text>
          </Pressable>
        );
      })}
    </View>
  );
}
