/** The frame for visitors and pet owners: a quiet bar above, one column, on phones a bar of three under the thumb. */
import { CalendarDays, House, PawPrint, Search } from "lucide-react";
import { useTranslation } from "react-i18next";
import { NavLink, Outlet, ScrollRestoration } from "react-router";

import { cx } from "@/design/class-names";
import { useAuth } from "@/identity/auth/auth-context";

import { Brand } from "./brand";
import { OfflineBanner } from "./connection";
import { PersonMenu } from "./person-menu";
import { useRouteFocus } from "./route-focus";
import { SkipLink } from "./skip-link";

function useLinks() {
  const { t } = useTranslation();
  const { status } = useAuth();
  const search = { to: "/clinics", label: t("shell.findClinic"), icon: Search };
  if (status !== "signed-in") return [search];
  return [
    { to: "/my", label: t("shell.overview"), icon: House },
    { to: "/my/appointments", label: t("shell.myVisits"), icon: CalendarDays },
    { to: "/my/pets", label: t("shell.myPets"), icon: PawPrint },
    search,
  ];
}

export function PublicShell() {
  const { t } = useTranslation();
  const links = useLinks();
  useRouteFocus();
  const hasBar = links.length > 1;
  return (
    <div className={cx("flex grow flex-col", hasBar && "max-md:pb-20")}>
      <SkipLink />
      <OfflineBanner />
      <header className="border-b border-line">
        <div className="mx-auto flex w-full max-w-page items-center justify-between gap-4 px-4 py-2.5 sm:px-6">
          <Brand />
          <div className="flex items-center gap-2">
            <nav
              aria-label={t("shell.main")}
              className={cx("items-center gap-1", hasBar ? "hidden md:flex" : "flex max-sm:hidden")}
            >
              {links.map(({ to, label }) => (
                <NavLink
                  key={to}
                  to={to}
                  end={to === "/my"}
                  className="flex min-h-11 items-center rounded-control px-3 text-sm font-semibold text-ink-soft transition-colors hover:text-ink aria-[current=page]:text-ink aria-[current=page]:underline aria-[current=page]:decoration-accent-strong aria-[current=page]:decoration-2 aria-[current=page]:underline-offset-8"
                >
                  {label}
                </NavLink>
              ))}
            </nav>
            <PersonMenu />
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="flex grow flex-col">
        <Outlet />
      </main>
      <footer className="mt-12 border-t border-line">
        <p className="mx-auto w-full max-w-page px-4 py-6 text-sm text-ink-soft sm:px-6">
          {t("app.name")} · {t("shell.footer")}
        </p>
      </footer>
      {hasBar && (
        <nav
          aria-label={t("shell.main")}
          className="fixed inset-x-0 bottom-0 z-30 grid grid-flow-col border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
        >
          {links.map(({ to, label, icon: Icon }) => (
            <NavLink
              key={to}
              to={to}
              end={to === "/my"}
              className="flex min-h-16 min-w-0 flex-col items-center justify-center gap-0.5 px-1 text-xs font-semibold text-ink-soft aria-[current=page]:text-green"
            >
              <Icon aria-hidden="true" size={22} />
              <span className="max-w-full truncate">{label}</span>
            </NavLink>
          ))}
        </nav>
      )}
      <ScrollRestoration />
    </div>
  );
}
