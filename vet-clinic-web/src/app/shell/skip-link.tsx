/** The first stop of the Tab key: past the navigation, to the content. */
import { useTranslation } from "react-i18next";

export function SkipLink() {
  const { t } = useTranslation();
  return (
    <a
      href="#content"
      className="sr-only rounded-control bg-green text-on-green focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:px-4 focus:py-2"
    >
      {t("actions.skip")}
    </a>
  );
}
