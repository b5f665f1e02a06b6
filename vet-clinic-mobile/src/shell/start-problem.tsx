/** When the app cannot start, or a screen has failed. Stands alone: theme and words may not be there. */
import { getLocales } from "expo-localization";
import { Pressable, StyleSheet, Text, useColorScheme, View } from "react-native";
import { ConfigError } from "@/config/runtime";
import { palettes, radius, space, target, type } from "@/design/tokens";
import { groundWords } from "@/i18n/ground-words";
import { spokenLanguage } from "@/i18n/i18n";

export function StartProblem({ problem, onRetry }: { problem: unknown; onRetry: () => void }) {
  const colors = useColorScheme() === "dark" ? palettes.dark : palettes.light;
  const words =
    groundWords[
      spokenLanguage(
        "system",
        getLocales().map(({ languageCode }) => languageCode ?? ""),
      )
    ];
  const detail = sentenceFor(problem, words.problem);
  return (
    <View role="main" style={[styles.page, { backgroundColor: colors.paper }]}>
      <Text role="heading" aria-level={1} style={[type.xl, { color: colors.ink }]}>
        {words.start_problem_title}
      </Text>
      <Text role="alert" style={[type.base, { color: colors.ink }]}>
        {detail}
      </Text>
      <Pressable role="button" onPress={onRetry} style={[styles.button, { backgroundColor: colors.accent }]}>
        <Text style={[type.base, { color: colors.onAccent }]}>{words.retry}</Text>
      </Pressable>
    </View>
  );
}

/** No config: its own sentence. No network: fetch raises a TypeError before the first screen. Anything else is our fault. */
function sentenceFor(problem: unknown, words: { offline: string; unexpected: string }): string {
  if (problem instanceof ConfigError) return problem.message;
  return problem instanceof TypeError && /fetch|network/i.test(problem.message)
    ? words.offline
    : words.unexpected;
}

const styles = StyleSheet.create({
  page: { flex: 1, justifyContent: "center", padding: space.xxl, gap: space.lg },
  button: {
    minHeight: target.primary,
    borderRadius: radius.control,
    alignItems: "center",
    justifyContent: "center",
  },
});
