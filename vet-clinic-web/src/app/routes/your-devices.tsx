/** Where one is signed in. */
import { useTranslation } from "react-i18next";

import { DeviceList } from "@/identity/devices/device-list";

import { YouPage } from "../you-page";

export default function YourDevices() {
  const { t } = useTranslation();
  return (
    <YouPage title={t("identity.devices.title")} lead={t("identity.devices.lead")}>
      <DeviceList />
    </YouPage>
  );
}
