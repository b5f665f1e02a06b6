/** All one's pets. */
import { useTranslation } from "react-i18next";
import { View } from "react-native";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Row } from "@/design/card";
import { Empty } from "@/design/notice";
import { Portrait } from "@/design/portrait";
import { Screen } from "@/design/screen";
import { WindowRow } from "@/design/silhouette";
import { SkeletonRows } from "@/design/skeleton";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { measure } from "@/design/tokens";
import { useListPetsQuery } from "../api";
import { usePetLine } from "../use-pet-line";

interface PetsProps {
  onOpen: (petId: string) => void;
  onAdd: () => void;
}

export function Pets({ onOpen, onAdd }: PetsProps) {
  const { t } = useTranslation("pets");
  const { colors } = useTheme();
  const line = usePetLine();
  const { data, isError, error, refetch } = useListPetsQuery({ limit: 100 });
  return (
    <Screen
      title={t("title")}
      hasTabBar
      footer={<Button voice="primary" role="link" label={t("add")} onPress={onAdd} />}
    >
      {data === undefined ? (
        isError ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows label={t("loading")} rows={3} height={88} />
        )
      ) : data.items.length === 0 ? (
        <Empty
          picture={<WindowRow width={measure.column / 2} color={colors.green} />}
          title={t("none_title")}
          detail={t("none_detail")}
        />
      ) : (
        <View>
          {data.items.map((pet) => (
            <Row
              key={pet.id}
              onPress={() => onOpen(pet.id)}
              leading={<Portrait id={pet.id} species={pet.species} />}
            >
              <Text serif size="lg">
                {pet.name}
              </Text>
              <Text size="sm" tone="inkSoft">
                {line(pet)}
              </Text>
            </Row>
          ))}
        </View>
      )}
    </Screen>
  );
}
