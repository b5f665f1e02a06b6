/** Things that hold content, and what is said when there is none. */
import { CircleCheck } from "lucide-react";
import { useState } from "react";

import type { Problem } from "@/api/problem";
import { Badge } from "@/design/badge";
import { Button } from "@/design/button";
import { Card, CardButton, CardLink } from "@/design/card";
import { DataTable } from "@/design/data-table";
import { Dialog, Sheet } from "@/design/dialog";
import { EmptyState } from "@/design/empty-state";
import { Notice } from "@/design/notice";
import { Moment } from "@/design/moment";
import { Facts, Section } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading, Skeleton } from "@/design/skeleton";
import { Timeline } from "@/design/timeline";
import { ToastCard } from "@/design/toast-area";
import { showToast } from "@/design/toasts";
import { StatusPill } from "@/scheduling/components/status-pill";
import { STATUSES } from "@/scheduling/statuses";
import { useTimes } from "@/time/use-times";

const BROKEN: Problem = {
  status: 500,
  code: "edge.internal",
  title: "Internal error",
  detail: null,
  traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
  retryAfterSeconds: null,
  fields: [],
  params: {},
};

function Words() {
  return (
    <Section title="States and notices">
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap gap-2">
          {STATUSES.map((status) => (
            <StatusPill key={status} status={status} />
          ))}
          <Badge tone="accent" icon={CircleCheck}>
            Accent
          </Badge>
        </div>
        {(["info", "free", "due", "alert"] as const).map((tone) => (
          <Notice
            key={tone}
            tone={tone}
            title={`A notice: ${tone}`}
            isUrgent={false}
            action={<Button size="small">Do something</Button>}
          >
            What happened, and what to do next.
          </Notice>
        ))}
        <ProblemNotice problem={BROKEN} onRetry={() => undefined} />
        <ProblemNotice problem={{ ...BROKEN, status: 0, code: "client.offline", traceId: null }} />
        <ToastCard
          toast={{
            id: 1,
            tone: "free",
            message: "Pretzel’s visit is cancelled.",
            action: { label: "Undo", perform: () => undefined },
          }}
        />
        <div>
          <Button onClick={() => showToast({ tone: "info", message: "A toast at the edge of the screen." })}>
            Show a toast
          </Button>
        </div>
      </div>
    </Section>
  );
}

function Holders() {
  const [isDialogOpen, setDialog] = useState(false);
  const [isSheetOpen, setSheet] = useState(false);
  const [isChosen, setChosen] = useState(true);
  return (
    <Section title="Cards, dialogs, tables">
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
        <Card>A card</Card>
        <CardLink to="/kitchen-sink">A card that leads somewhere</CardLink>
        <CardButton isChosen={isChosen} onClick={() => setChosen(!isChosen)}>
          A card that is chosen
        </CardButton>
      </div>
      <div className="my-4 flex flex-wrap gap-3">
        <Button onClick={() => setDialog(true)}>Open a dialog</Button>
        <Button onClick={() => setSheet(true)}>Open a sheet</Button>
      </div>
      <Dialog
        isOpen={isDialogOpen}
        onClose={() => setDialog(false)}
        title="A question"
        actions={<Button onClick={() => setDialog(false)}>Answer</Button>}
      >
        Something that must be answered before going on.
      </Dialog>
      <Sheet isOpen={isSheetOpen} onClose={() => setSheet(false)} title="Details">
        Details beside the page.
      </Sheet>
      <DataTable
        caption="A table"
        columns={[
          { key: "name", name: "Name", cell: (row) => row.name },
          { key: "price", name: "Price", isNumber: true, cell: (row) => row.price },
        ]}
        rows={[
          { name: "General check-up", price: "€49.00" },
          { name: "Dental cleaning", price: "€189.00" },
        ]}
        rowKey={(row) => row.name}
      />
      <div className="mt-6 max-w-form">
        <Facts
          facts={[
            { name: "When", value: "Tue 3 Mar, 14:30" },
            { name: "Tierärztin/Tierarzt", value: "Dr. Amara Lindqvist" },
          ]}
        />
      </div>
    </Section>
  );
}

/** What happened when: on a line through the days, and exact to the second on hover and focus. */
function When() {
  const times = useTimes();
  const icon = <CircleCheck size={16} />;
  return (
    <Section title="Moments and timelines">
      <p className="mb-4">
        <Moment at="2026-03-02T09:00:05Z" zone={times.viewer} /> ·{" "}
        <Moment at={new Date().toISOString()} zone={times.viewer} isRelative />
      </p>
      <Timeline
        zone={times.viewer}
        entries={[
          {
            key: "a",
            at: "2026-03-03T13:30:00Z",
            icon,
            words: "Opened Pretzel’s file",
            detail: "With a detail",
          },
          {
            key: "b",
            at: "2026-03-03T09:00:00Z",
            icon,
            words: "Impfterminvereinbarungsbestätigung verschickt",
          },
          { key: "c", at: "2026-03-02T09:00:00Z", icon, words: "The day before" },
        ]}
      />
    </Section>
  );
}

function Nothing() {
  return (
    <Section title="Loading and empty">
      <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
        <Loading />
        <div className="flex flex-col gap-3">
          <Skeleton className="h-8 w-1/2" />
          <Skeleton className="h-24" />
        </div>
        <EmptyState
          title="No visit ahead"
          species="cat"
          action={<Button tone="primary">Find a clinic</Button>}
        >
          All quiet.
        </EmptyState>
      </div>
    </Section>
  );
}

export function Surfaces() {
  return (
    <>
      <Words />
      <Holders />
      <When />
      <Nothing />
    </>
  );
}
