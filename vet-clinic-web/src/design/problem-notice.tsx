/** A problem in the reader's words: what happened, what to do, and a number to quote when it is our fault. */
import { useTranslation } from "react-i18next";

import { isProblem, type Problem } from "@/api/problem";

import { Button } from "./button";
import { Notice } from "./notice";

const UNKNOWN: Problem = {
  status: 0,
  code: "client.unexpected_answer",
  title: "",
  detail: null,
  traceId: null,
  retryAfterSeconds: null,
  fields: [],
  params: {},
};

/** The sentences for a problem: our own for codes we know, else those of the API. */
export function useProblemWords() {
  const { t, i18n } = useTranslation();
  return (thrown: unknown): { title: string; advice: string } => {
    const problem = isProblem(thrown) ? thrown : UNKNOWN;
    const key = `problems.${problem.code.replace(".", "_")}`;
    if (i18n.exists(key)) {
      return {
        title: t(`${key}.title` as "problems.client_offline.title"),
        advice: t(`${key}.advice` as "problems.client_offline.advice"),
      };
    }
    if (problem.status >= 500)
      return { title: t("problems.edge_internal.title"), advice: t("problems.edge_internal.advice") };
    return { title: problem.title, advice: problem.detail ?? "" };
  };
}

export function ProblemNotice({
  problem,
  onRetry,
}: {
  problem: unknown;
  onRetry?: (() => unknown) | undefined;
}) {
  const { t } = useTranslation();
  const { title, advice } = useProblemWords()(problem);
  const traceId = isProblem(problem) && problem.status >= 500 ? problem.traceId : null;
  const fields = isProblem(problem) ? problem.fields : [];
  return (
    <Notice
      tone="alert"
      title={title}
      action={
        onRetry && (
          <Button size="small" onClick={() => void onRetry()}>
            {t("actions.retry")}
          </Button>
        )
      }
    >
      {advice && <p>{advice}</p>}
      {fields.length > 0 && (
        <ul className="mt-1 list-disc pl-5">
          {fields.map((field) => (
            <li key={field.pointer}>{field.detail}</li>
          ))}
        </ul>
      )}
      {traceId && <p className="mt-1 text-xs">{t("problems.trace", { traceId })}</p>}
    </Notice>
  );
}
