/** All visits: the ones to come first. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@/design/button";
import { Segments } from "@/design/choice";
import { Empty } from "@/design/notice";
import { Screen } from "@/design/screen";
import { PastVisits, UpcomingVisits } from "../components/visit-lists";
import { Waitlist } from "../components/waitlist";

interface VisitsProps {
  onOpen: (appointmentId: string) => void;
  onBook: () => void;
}

export function Visits({ onOpen, onBook }: VisitsProps) {
  const { t } = useTranslation("scheduling");
  const [side, setSide] = useState<"upcoming" | "past">("upcoming");
  return (
    <Screen
      title={t("visits_title")}
      hasTabBar
      footer={<Button voice="primary" role="link" label={t("book_visit")} onPress={onBook} />}
    >
      <Segments
        label={t("visits_title")}
        value={side}
        onChange={setSide}
        options={[
          { value: "upcoming", label: t("upcoming") },
          { value: "past", label: t("past") },
        ]}
      />
      {side === "past" ? (
        <PastVisits onOpen={onOpen} />
      ) : (
        <>
          <Waitlist onBooked={onOpen} />
          <UpcomingVisits
            onOpen={onOpen}
            empty={<Empty title={t("none_next_title")} detail={t("none_next_detail")} />}
          />
        </>
      )}
    </Screen>
  );
}
