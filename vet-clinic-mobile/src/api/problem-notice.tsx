/** A failed call in words that say what to do next. Domains bring words for their own codes. */
import { useTranslation } from "react-i18next";
import { Notice } from "@/design/notice";
import { isProblem, type Problem } from "./problem";

/** The words for a problem: its domain's own if it has any, else what its kind calls for below a general title. */
export function useProblemWords(): (error: unknown) => { title: string; detail: string | null } {
  const { t, i18n } = useTranslation();
  return (error) => {
    const title = t("problem.title");
    if (!isProblem(error)) return { title, detail: t("problem.unexpected") };
    const [domain = "", name = ""] = error.code.split(".");
    const own = `${domain}:problem.${name}`;
    if (i18n.exists(own)) return { title: i18n.t(own as never), detail: null };
    const detail = t(`problem.${kindOf(error)}`);
    if (error.status < 500 || error.traceId === null) return { title, detail };
    return { title, detail: `${detail} ${t("problem.reference", { traceId: error.traceId })}` };
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

/** Asking again helps when the way or the server failed, not when the answer was a clear no. */
function mayPass(error: unknown): boolean {
  return (
    !isProblem(error) ||
    error.status === 0 ||
    error.status === 401 ||
    error.status === 429 ||
    error.status >= 500
  );
}

interface ProblemNoticeProps {
  error: unknown;
  onRetry?: () => void;
}

export function ProblemNotice({ error, onRetry }: ProblemNoticeProps) {
  const { t } = useTranslation();
  const { title, detail } = useProblemWords()(error);
  const isMild =
    isProblem(error) && (error.code === "client.offline" || error.status === 409 || error.status === 410);
  return (
    <Notice
      kind={isMild ? "due" : "alert"}
      title={title}
      detail={detail}
      action={onRetry === undefined || !mayPass(error) ? undefined : { label: t("retry"), onPress: onRetry }}
    />
  );
}
