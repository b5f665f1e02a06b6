/** The page behind the mailed link to a copy of one's data. The link's secret is put away before signing in is asked for. */
import { useTranslation } from "react-i18next";

import { useAuth } from "@/identity/auth/auth-context";
import { ExportDownload } from "@/identity/privacy/export-download";

import { useLinkSecret } from "../link-secret";
import { RequireSignIn } from "../require-sign-in";
import { YouPage } from "../you-page";

export default function YourExport() {
  const { t } = useTranslation();
  const { status } = useAuth();
  const { token, forget } = useLinkSecret("export");
  if (status !== "signed-in") return <RequireSignIn />;
  return (
    <YouPage title={t("identity.exports.pageTitle")} lead={t("identity.exports.pageLead")}>
      <ExportDownload token={token} onOver={forget} />
    </YouPage>
  );
}
