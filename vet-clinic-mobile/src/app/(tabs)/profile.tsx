import { useRouter } from "expo-router";
import { useDispatch, useSelector } from "react-redux";
import { languageChosen, themeChosen } from "@/config/preferences";
import { Profile } from "@/identity/screens/profile";
import { useApp } from "@/shell/app-context";
import type { RootState } from "@/shell/store";

export default function ProfileRoute() {
  const router = useRouter();
  const dispatch = useDispatch();
  const preferences = useSelector((state: RootState) => state.preferences);
  const { config } = useApp();
  return (
    <Profile
      preferences={preferences}
      release={config.release}
      onOpen={(page) => router.push(`/you/${page}`)}
      onTheme={(theme) => dispatch(themeChosen(theme))}
      onLanguage={(language) => dispatch(languageChosen(language))}
    />
  );
}
