/** The two families, bundled: nothing is fetched from a font host. */
import { Newsreader_400Regular_Italic } from "@expo-google-fonts/newsreader/400Regular_Italic";
import { Newsreader_500Medium } from "@expo-google-fonts/newsreader/500Medium";
import { SourceSans3_400Regular } from "@expo-google-fonts/source-sans-3/400Regular";
import { SourceSans3_600SemiBold } from "@expo-google-fonts/source-sans-3/600SemiBold";

export const fontFiles = {
  Newsreader_400Regular_Italic,
  Newsreader_500Medium,
  SourceSans3_400Regular,
  SourceSans3_600SemiBold,
};
