/** The name over the door. */
import { useTranslation } from "react-i18next";
import { Link } from "react-router";

export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false" className={className}>
      <path
        d="M16 29C6 29 3.5 22 3.5 15.500V5c0-1.5 1.6-2.2 2.7-1.200l5 4.400a19 19 0 0 1 9.6 0l5-4.400c1.1-1 2.7-.3 2.7 1.200v10.500C28.5 22 26 29 16 29Z"
        fill="currentColor"
      />
      <path
        d="M16 23.500c-3.6-2.4-6-4.6-6-7.3 0-3.5 4.2-4.5 6-1.7 1.8-2.8 6-1.8 6 1.7 0 2.7-2.4 4.9-6 7.300Z"
        className="fill-accent"
      />
    </svg>
  );
}

export function Brand({ to = "/" }: { to?: string }) {
  const { t } = useTranslation();
  return (
    <Link
      to={to}
      className="flex shrink-0 items-center gap-2.5 font-serif text-lg font-medium tracking-tight"
    >
      <BrandMark className="size-8" />
      {t("app.name")}
    </Link>
  );
}
