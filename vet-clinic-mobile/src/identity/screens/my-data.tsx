/** Taking one's data along, and being forgotten. */
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/api/problem-notice";
import { Screen } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { useGetMeQuery } from "../api";
import { CopySection } from "../components/copy-section";
import { ErasureSection } from "../components/erasure-section";

export function MyData({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation("identity");
  const { t: ground } = useTranslation();
  const { data: me, isError, error, refetch } = useGetMeQuery();
  return (
    <Screen title={t("data.title")} back={{ label: ground("back"), onPress: onBack }}>
      {me === undefined ? (
        isError ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows label={ground("loading")} rows={3} />
        )
      ) : (
        <>
          <CopySection />
          <ErasureSection email={me.email} />
        </>
      )}
    </Screen>
  );
}
