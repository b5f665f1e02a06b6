import { TabList, Tabs, TabSlot, TabTrigger } from "expo-router/ui";
import { useTranslation } from "react-i18next";
import { PLACES, Tab, TabBar } from "@/shell/tab-bar";

export default function PlacesLayout() {
  const { t } = useTranslation();
  return (
    <Tabs style={{ flex: 1 }}>
      <TabSlot style={{ flex: 1 }} />
      <TabList asChild>
        <TabBar label={t("places_label")}>
          {PLACES.map(({ name, href, icon }) => (
            <TabTrigger key={name} name={name} href={href} asChild>
              <Tab icon={icon} label={t(`places.${name}`)} />
            </TabTrigger>
          ))}
        </TabBar>
      </TabList>
    </Tabs>
  );
}
