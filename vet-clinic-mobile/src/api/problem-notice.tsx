/** A failed call in words that say what to do next. Domains bring words for their own codes. */
import { useTranslation } from "react-i18next";
import { Notice } from "@/design/notice";
import { isProblem, type Problem } from "./problem";

/** The sentence for a problem: its domain's own words if it has any, else what its kind calls for. */
export function useProblemText(): (error: unknown) => string {
  const { t, i18n } = useTranslation();
  return (error) => {
    if (!isProblem(error)) return t("problem.unexpected");
    const [domain = "", name = ""] = error.code.split(".");
    const own = `${domain}:problem.${name}`;
    return i18n.exists(own) ? i18n.t(own as never) : t(`problem.${kindOf(error)}`);
  };
}

function kindOf({ status, code }: Problem) {
  if (code === "client.offline") return "offline";
  if (code === "client.timeout") return "timeout";
  if (status === 401) return "unauthenticated";
  if (status === 404 || status === 410) return "not_found";
  if (status === 412 || code === "platform.changed_meanwhile") return "stale";
  if (status === 429) return "limited";
  if (status === 502 || status === 503 || status === 504) return "unavailable";
  return "unexpected";
}

interface ProblemNoticeProps {
  error: unknown;
  onRetry?: () => void;
}

export function ProblemNotice({ error, onRetry }: ProblemNoticeProps) {
  const { t } = useTranslation();
  const traceId = isProblem(error) && error.status >= 500 ? error.traceId : null;
  const words = useProblemText()(error);
  return (
    <Notice
      kind={isProblem(error) && error.code === "client.offline" ? "due" : "alert"}
      title={t("problem.title")}
      detail={traceId === null ? words : `${words} ${t("problem.reference", { traceId })}`}
      action={onRetry === undefined ? undefined : { label: t("retry"), onPress: onRetry }}
    />
  );
}
