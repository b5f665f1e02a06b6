/** Everything the screens stand on, in order: store, language, theme, who is signed in, the live line. */
import { useCallback, useEffect, type ReactNode } from "react";
import { I18nextProvider } from "react-i18next";
import { Platform, View } from "react-native";
import { SafeAreaInsetsContext, SafeAreaProvider, useSafeAreaInsets } from "react-native-safe-area-context";
import { Provider as StoreProvider, useSelector } from "react-redux";
import { StatusBar } from "expo-status-bar";
import * as SystemUI from "expo-system-ui";
import { api } from "@/api/api";
import { ThemeProvider, useTheme } from "@/design/theme";
import { spokenLanguage } from "@/i18n/i18n";
import { AuthProvider } from "@/identity/auth-provider";
import { useAuth } from "@/identity/auth-context";
import { useLiveUpdates } from "@/realtime/use-live-updates";
import { AppContext } from "./app-context";
import { followDevice, useIsOffline } from "./connectivity";
import { OfflineBanner } from "./offline-banner";
import type { Started } from "./start";
import type { RootState } from "./store";

export function Providers({ app, children }: { app: Started; children: ReactNode }) {
  useEffect(() => followDevice(app.store), [app.store]);
  const forgetPerson = useCallback(() => app.store.dispatch(api.util.resetApiState()), [app.store]);
  return (
    <AppContext value={app}>
      <StoreProvider store={app.store}>
        <I18nextProvider i18n={app.i18n}>
          <SafeAreaProvider>
            <Chosen app={app}>
              <AuthProvider
                config={app.config}
                tokens={app.tokens}
                onSignedOut={forgetPerson}
                fallback={null}
              >
                <Live app={app}>
                  <Ground>{children}</Ground>
                </Live>
              </AuthProvider>
            </Chosen>
          </SafeAreaProvider>
        </I18nextProvider>
      </StoreProvider>
    </AppContext>
  );
}

/** The person's choices take effect: theme and language. */
function Chosen({ app, children }: { app: Started; children: ReactNode }) {
  const { theme, language } = useSelector((state: RootState) => state.preferences);
  const spoken = spokenLanguage(language);
  useEffect(() => {
    if (app.i18n.language !== spoken) void app.i18n.changeLanguage(spoken);
    if (Platform.OS === "web") document.documentElement.lang = spoken;
  }, [app.i18n, spoken]);
  return <ThemeProvider choice={theme}>{children}</ThemeProvider>;
}

function Live({ app, children }: { app: Started; children: ReactNode }) {
  const { status } = useAuth();
  useLiveUpdates({ apiUrl: app.config.apiUrl, tokens: app.tokens, isSignedIn: status === "signedIn" });
  return children;
}

/** The page's ground, and the banner that takes the top inset while it is there. */
function Ground({ children }: { children: ReactNode }) {
  const { colors, isDark } = useTheme();
  const isOffline = useIsOffline();
  const insets = useSafeAreaInsets();
  useEffect(() => {
    void SystemUI.setBackgroundColorAsync(colors.paper);
    if (Platform.OS === "web") document.documentElement.style.colorScheme = isDark ? "dark" : "light";
  }, [colors.paper, isDark]);
  return (
    <View style={{ flex: 1, backgroundColor: colors.paper }}>
      <StatusBar style={isDark ? "light" : "dark"} />
      {isOffline ? <OfflineBanner /> : null}
      <SafeAreaInsetsContext value={isOffline ? { ...insets, top: 0 } : insets}>
        {children}
      </SafeAreaInsetsContext>
    </View>
  );
}
