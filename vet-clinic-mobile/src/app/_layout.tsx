import { useFonts } from "expo-font";
import { Stack, type ErrorBoundaryProps } from "expo-router";
import * as SplashScreen from "expo-splash-screen";
import { useEffect, useState } from "react";
import { fontFiles } from "@/design/fonts";
import { useTheme } from "@/design/theme";
import { useAuth } from "@/identity/auth-context";
import { useApp } from "@/shell/app-context";
import { Providers } from "@/shell/providers";
import { start, type Started } from "@/shell/start";
import { StartProblem } from "@/shell/start-problem";

/** A fault of ours on any screen: say so, and offer the way back in. */
export function ErrorBoundary({ error, retry }: ErrorBoundaryProps) {
  return <StartProblem problem={error} onRetry={() => void retry()} />;
}

void SplashScreen.preventAutoHideAsync();

/** Nothing is shown before the fonts, the config and the last choices are there; then all of it at once. */
export default function RootLayout() {
  const [hasFonts, fontError] = useFonts(fontFiles);
  const [app, setApp] = useState<Started | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    start().then(setApp, setProblem);
  }, [attempt]);
  // Without the fonts the system's own still say everything.
  const isReady = (hasFonts || fontError !== null) && (app !== null || problem !== null);
  useEffect(() => {
    if (isReady) void SplashScreen.hideAsync();
  }, [isReady]);
  if (!isReady) return null;
  if (app === null) {
    const retry = () => {
      setProblem(null);
      setAttempt((count) => count + 1);
    };
    return <StartProblem problem={problem} onRetry={retry} />;
  }
  return (
    <Providers app={app}>
      <Routes />
    </Providers>
  );
}

function Routes() {
  const { status } = useAuth();
  const { config } = useApp();
  const { colors, isMotionReduced } = useTheme();
  if (status === "loading") return null;
  const isSignedIn = status === "signedIn";
  return (
    <Stack
      screenOptions={{
        headerShown: false,
        contentStyle: { backgroundColor: colors.paper },
        animation: isMotionReduced ? "none" : "default",
      }}
    >
      <Stack.Protected guard={isSignedIn}>
        <Stack.Screen name="(tabs)" />
        <Stack.Screen name="book/index" />
        <Stack.Screen name="book/[clinicId]/index" />
        <Stack.Screen name="book/[clinicId]/[appointmentTypeId]/index" />
        <Stack.Screen name="book/[clinicId]/[appointmentTypeId]/times" />
        <Stack.Screen name="book/details/[holdId]" />
        <Stack.Screen name="book/done/[appointmentId]" />
        <Stack.Screen name="visits/[appointmentId]/index" />
        <Stack.Screen name="visits/[appointmentId]/move" />
        <Stack.Screen name="you/details" />
        <Stack.Screen name="you/devices" />
        <Stack.Screen name="you/consents" />
        <Stack.Screen name="you/data" />
        <Stack.Screen name="pets/new" />
        <Stack.Screen name="pets/[petId]/index" />
        <Stack.Screen name="pets/[petId]/edit" />
        <Stack.Screen name="pets/[petId]/people" />
        <Stack.Screen name="pets/[petId]/clinics" />
        <Stack.Screen name="pets/[petId]/who-saw" />
      </Stack.Protected>
      <Stack.Protected guard={!isSignedIn}>
        <Stack.Screen name="sign-in" />
      </Stack.Protected>
      <Stack.Protected guard={config.environment === "development"}>
        <Stack.Screen name="kitchen-sink" />
      </Stack.Protected>
    </Stack>
  );
}
