/** What waits for a word from the clinic: visits asked for, and the list of those who would come earlier. */
import { Inbox } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { AppointmentOut } from "@/api/generated.gen";
import { Button } from "@/design/button";
import { Sheet } from "@/design/dialog";
import { Segments } from "@/design/tabs";
import { useListAppointmentsQuery, useListWaitlistQuery } from "@/scheduling/api";
import type { Named } from "@/scheduling/desk/calendar/columns";
import { declineKey } from "@/scheduling/desk/decide/decline-key";
import { RequestList } from "@/scheduling/desk/decide/request-list";
import { WaitlistPanel } from "@/scheduling/desk/decide/waitlist-panel";
import { useSettledNow } from "@/scheduling/use-settled-now";
import { useWaiting } from "@/undo/undo-queue";

export type DecisionsProps = {
  clinicId: string;
  vets: readonly Named[];
  onShow: (appointment: AppointmentOut) => void;
};

const MOST = 50;

export function Decisions({ clinicId, vets, onShow }: DecisionsProps) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const [tab, setTab] = useState<"requests" | "waitlist">("requests");
  const from = useSettledNow();
  const waiting = useWaiting();
  const asked = useListAppointmentsQuery({ clinicId, status: ["requested"], from, limit: MOST });
  const waitlist = useListWaitlistQuery({ clinicId });
  const requests = (asked.data?.items ?? []).filter(({ id }) => !waiting.has(declineKey(id)));
  const entries = (waitlist.data?.items ?? []).filter(
    ({ status }) => status === "waiting" || status === "offered",
  );
  const label = (name: string, count: number) => (count === 0 ? name : `${name} (${count})`);
  return (
    <>
      <Button
        size="small"
        tone={requests.length > 0 ? "primary" : "quiet"}
        icon={<Inbox aria-hidden="true" size={16} />}
        onClick={() => setIsOpen(true)}
      >
        {requests.length > 0 ? t("desk.decide.open", { count: requests.length }) : t("desk.decide.button")}
      </Button>
      <Sheet isOpen={isOpen} onClose={() => setIsOpen(false)} title={t("desk.decide.title")}>
        <Segments
          label={t("desk.decide.title")}
          value={tab}
          onChange={setTab}
          segments={[
            { value: "requests", label: label(t("desk.decide.requests"), requests.length) },
            { value: "waitlist", label: label(t("desk.waitlist.title"), entries.length) },
          ]}
        />
        {tab === "requests" ? (
          <RequestList
            requests={requests}
            onShow={(appointment) => {
              setIsOpen(false);
              onShow(appointment);
            }}
          />
        ) : (
          <WaitlistPanel entries={entries} vets={vets} />
        )}
      </Sheet>
    </>
  );
}
