/**
 * On arrival at another page: its title gets the focus and names the document. A change of the query alone moves nothing,
 * unless the page says that it leads to another step.
 */
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "react-router";

export function useRouteFocus(): void {
  useTitleFocus(useLocation().pathname);
}

/** Whenever this changes, though not at first. */
export function useTitleFocus(step: string): void {
  const previous = useRef(step);
  useEffect(() => {
    if (previous.current === step) return;
    previous.current = step;
    const timer = setTimeout(() => {
      const title = document.querySelector<HTMLElement>("main h1");
      (title ?? document.querySelector<HTMLElement>("main"))?.focus({ preventScroll: true });
    }, 50);
    return () => clearTimeout(timer);
  }, [step]);
}

/** "Pretzel · Vet Clinic" */
export function useTitle(title: string | undefined): void {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = title === undefined ? t("app.name") : `${title} · ${t("app.name")}`;
  }, [title, t]);
}
