/** The front door: one question first, and pets at the window. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";

import { ClinicList } from "@/clinics/components/clinic-list";
import { ClinicSearch, type ClinicWish } from "@/clinics/components/clinic-search";
import { Page, Section } from "@/design/page";
import { WindowRow } from "@/design/window-row";

import { useTitle } from "../shell/route-focus";
import { searchOf } from "./clinics";

const NOTHING: ClinicWish = { q: "", species: "" };

export default function Home() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [wish, setWish] = useState<ClinicWish>(NOTHING);
  useTitle(undefined);
  return (
    <>
      <div className="bg-green-deep text-on-green-deep">
        <div className="mx-auto grid w-full max-w-page grid-cols-1 items-end px-4 sm:px-6 lg:grid-cols-[1fr_auto] lg:gap-8">
          <div className="pt-12 pb-10 md:pt-16 lg:pb-24">
            <h1 tabIndex={-1} className="font-serif text-2xl font-medium tracking-tight">
              {t("clinics.home.title")}
            </h1>
            <p className="mt-3 max-w-prose text-lg text-on-green-deep-soft">{t("clinics.home.lead")}</p>
          </div>
          <WindowRow className="h-28 w-full max-w-full text-green-mark max-lg:mb-10 sm:h-36 lg:mb-10 lg:h-48 lg:w-auto" />
        </div>
      </div>
      <Page className="pt-0! md:pt-0!">
        <div className="-mt-10 rounded-control border border-line bg-surface p-5 shadow-lift sm:p-6">
          <ClinicSearch
            wish={wish}
            onChange={setWish}
            onSubmit={() => void navigate(`/clinics${searchOf(wish)}`)}
            isBold
          />
        </div>
        <ol className="mt-12 grid grid-cols-1 gap-x-8 gap-y-6 sm:grid-cols-3">
          {(["find", "choose", "come"] as const).map((step, index) => (
            <li key={step} className="border-t border-line-strong pt-3">
              <h2 className="font-semibold">
                <span aria-hidden="true" className="mr-2 font-serif text-lg text-green">
                  {index + 1}
                </span>
                {t(`clinics.home.steps.${step}.title`)}
              </h2>
              <p className="mt-1 text-sm text-ink-soft">{t(`clinics.home.steps.${step}.text`)}</p>
            </li>
          ))}
        </ol>
        <div className="mt-14">
          <Section title={t("clinics.home.nearby")}>
            <ClinicList wish={NOTHING} />
          </Section>
        </div>
      </Page>
    </>
  );
}
