/** The browser's tab and history say which page this is, whenever it is the one in front. */
import { useIsFocused } from "expo-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

export function usePageTitle(title: string): void {
  const { t } = useTranslation();
  const isFocused = useIsFocused();
  const app = t("app_name");
  useEffect(() => {
    if (isFocused) document.title = title === app ? app : `${title} · ${app}`;
  }, [isFocused, title, app]);
}
