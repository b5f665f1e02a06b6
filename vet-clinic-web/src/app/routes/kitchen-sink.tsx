/** Every primitive in every state, for whoever builds the next screen. */
import { useTranslation } from "react-i18next";

import { Page, PageTitle } from "@/design/page";

import { useTitle } from "../shell/route-focus";
import { Colours, Type } from "../sink/foundations";
import { Controls } from "../sink/controls";
import { Surfaces } from "../sink/surfaces";

export default function KitchenSink() {
  const { t } = useTranslation();
  useTitle(t("sink.title"));
  return (
    <Page>
      <PageTitle title={t("sink.title")} lead={t("sink.lead")} />
      <Colours />
      <Type />
      <Controls />
      <Surfaces />
    </Page>
  );
}
