import { useRouter } from "expo-router";
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Empty } from "@/design/notice";
import { Screen, Section } from "@/design/screen";
import { SkeletonRows } from "@/design/skeleton";
import { useGreeting } from "@/identity/use-greeting";
import { PetTiles } from "@/pets/components/pet-tiles";
import { NextVisit } from "@/scheduling/components/next-visit";
import { VisitRow } from "@/scheduling/components/visit-row";
import { useUpcomingVisits } from "@/scheduling/use-visits";
import { useNow } from "@/time/use-now";

const A_MINUTE = 60_000;
const SHOWN_AFTER_NEXT = 3;

/** The next visit first; then booking one; then the pets. */
export default function HomeRoute() {
  const router = useRouter();
  const { t } = useTranslation("scheduling");
  const { t: pets } = useTranslation("pets");
  const { t: ground } = useTranslation();
  const now = useNow(A_MINUTE);
  const greeting = useGreeting(now);
  const { visits, isError, error, isFetching, refetch } = useUpcomingVisits();
  const [next, ...later] = visits ?? [];
  return (
    <Screen
      title={greeting ?? ground("app_name")}
      overline={now.toLocal().setLocale(ground("locale")).toFormat("cccc, d LLLL")}
      hasTabBar
      refresh={{ isRefreshing: isFetching && visits !== undefined, onRefresh: () => void refetch() }}
      footer={
        <Button voice="primary" role="link" label={t("book_visit")} onPress={() => router.push("/book")} />
      }
    >
      {visits === undefined ? (
        isError ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows label={t("visits_loading")} rows={1} height={240} />
        )
      ) : next === undefined ? (
        <Empty title={t("none_next_title")} detail={t("none_next_detail")} />
      ) : (
        <NextVisit
          visit={next}
          onOpen={() => router.push(`/visits/${next.id}`)}
          onMove={() => router.push(`/visits/${next.id}/move`)}
        />
      )}
      <Section title={pets("title")}>
        <PetTiles onOpen={(petId) => router.push(`/pets/${petId}`)} onAdd={() => router.push("/pets/new")} />
      </Section>
      {later.length === 0 ? null : (
        <Section title={t("after_that")}>
          <View>
            {later.slice(0, SHOWN_AFTER_NEXT).map((visit) => (
              <VisitRow
                key={visit.id}
                visit={visit}
                now={now}
                onOpen={() => router.push(`/visits/${visit.id}`)}
              />
            ))}
          </View>
        </Section>
      )}
    </Screen>
  );
}
