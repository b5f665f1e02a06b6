/** The page: paper ground, one readable column, a title for the eye and for the screen reader, and the way back. */
import { ArrowLeft } from "./icons";
import type { ReactNode } from "react";
import { RefreshControl, ScrollView, View } from "react-native";
import { useSafeAreaInsets } from "react-native-safe-area-context";
import { IconButton } from "./button";
import { Text } from "./text";
import { useTheme } from "./theme";
import { usePageTitle } from "./use-page-title";
import { measure, radius, space, stroke } from "./tokens";

export interface ScreenProps {
  title: string;
  /** Small words above the title: where in a story this page is. */
  overline?: string;
  /** One quiet line below the title: what has been chosen so far. */
  subtitle?: string;
  /** How far along a story is. Decoration: the overline says it in words. */
  progress?: { step: number; count: number };
  back?: { label: string; onPress: () => void };
  /** Stays at the bottom while the page scrolls: the one next action. */
  footer?: ReactNode;
  /** A tab bar below takes the bottom inset itself. */
  hasTabBar?: boolean;
  refresh?: { isRefreshing: boolean; onRefresh: () => void };
  children: ReactNode;
}

const column = { width: "100%", maxWidth: measure.column, alignSelf: "center" } as const;

export function Screen({
  title,
  overline,
  subtitle,
  progress,
  back,
  footer,
  hasTabBar = false,
  ...rest
}: ScreenProps) {
  const { refresh, children } = rest;
  const { colors } = useTheme();
  const insets = useSafeAreaInsets();
  usePageTitle(title);
  const bottom = hasTabBar || footer !== undefined ? 0 : insets.bottom;
  return (
    <View role="main" style={{ flex: 1, backgroundColor: colors.paper }}>
      <ScrollView
        style={{ flex: 1 }}
        keyboardShouldPersistTaps="handled"
        refreshControl={
          refresh === undefined ? undefined : (
            <RefreshControl
              refreshing={refresh.isRefreshing}
              onRefresh={refresh.onRefresh}
              tintColor={colors.green}
            />
          )
        }
        contentContainerStyle={[
          column,
          {
            paddingTop: insets.top + (back === undefined ? space.xxl : space.sm),
            paddingHorizontal: space.xl,
            paddingBottom: space.huge + bottom,
            gap: space.xxl,
          },
        ]}
      >
        <View>
          {back === undefined ? null : (
            <View
              style={{ flexDirection: "row", alignItems: "center", gap: space.md, marginBottom: space.sm }}
            >
              <View style={{ marginLeft: -space.md }}>
                <IconButton icon={ArrowLeft} label={back.label} onPress={back.onPress} />
              </View>
              {progress === undefined ? null : <Progress {...progress} />}
            </View>
          )}
          {overline === undefined ? null : (
            <Text size="sm" tone="inkSoft">
              {overline}
            </Text>
          )}
          <Text serif size="xl" heading={1}>
            {title}
          </Text>
          {subtitle === undefined ? null : <Text tone="inkSoft">{subtitle}</Text>}
        </View>
        {children}
      </ScrollView>
      {footer === undefined ? null : (
        <View
          style={{
            backgroundColor: colors.surface,
            borderTopWidth: stroke.hair,
            borderTopColor: colors.line,
          }}
        >
          <View
            style={[
              column,
              { paddingHorizontal: space.xl, paddingTop: space.md, gap: space.sm },
              { paddingBottom: space.md + (hasTabBar ? 0 : insets.bottom) },
            ]}
          >
            {footer}
          </View>
        </View>
      )}
    </View>
  );
}

function Progress({ step, count }: { step: number; count: number }) {
  const { colors } = useTheme();
  return (
    <View aria-hidden style={{ flex: 1, flexDirection: "row", gap: space.xs }}>
      {Array.from({ length: count }, (_, index) => (
        <View
          key={index}
          style={{
            flex: 1,
            height: space.xs,
            borderRadius: radius.full,
            backgroundColor: index < step ? colors.green : colors.line,
          }}
        />
      ))}
    </View>
  );
}

/** A part of a page under its own small heading. */
export function Section({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ReactNode;
  children: ReactNode;
}) {
  return (
    <View style={{ gap: space.md }}>
      <View
        style={{ flexDirection: "row", alignItems: "center", justifyContent: "space-between", gap: space.md }}
      >
        <Text size="lg" strong heading={2} style={{ flexShrink: 1 }}>
          {title}
        </Text>
        {aside}
      </View>
      {children}
    </View>
  );
}

/** A fact with its name: how details read on every page. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  const { colors } = useTheme();
  return (
    <View
      style={{ paddingVertical: space.md, borderBottomWidth: stroke.hair, borderBottomColor: colors.line }}
    >
      <Text size="sm" tone="inkSoft">
        {name}
      </Text>
      {children}
    </View>
  );
}
