/** The only way to put words on the screen: a size, a voice and a tone from the tokens. */
import {
  Platform,
  Text as NativeText,
  type TextProps as NativeTextProps,
  type TextStyle,
} from "react-native";
import { useTheme } from "./theme";
import { fonts, type, type ColorName } from "./tokens";

export type TextSize = keyof typeof type;

export interface TextProps extends NativeTextProps {
  size?: TextSize;
  tone?: ColorName;
  strong?: boolean;
  serif?: boolean;
  italic?: boolean;
  /** Figures of one width, for times, money and counters. */
  tabular?: boolean;
  align?: TextStyle["textAlign"];
  /** Makes it a heading of that rank for screen readers. */
  heading?: 1 | 2 | 3;
}

export function Text({
  size = "base",
  tone = "ink",
  strong = false,
  serif = false,
  italic = false,
  tabular = false,
  align,
  heading,
  style,
  ...rest
}: TextProps) {
  const { colors } = useTheme();
  const fontFamily = serif
    ? italic
      ? fonts.serifItalic
      : fonts.serif
    : strong
      ? fonts.sansStrong
      : fonts.sans;
  const headingProps = heading === undefined ? {} : ({ role: "heading", "aria-level": heading } as const);
  return (
    <NativeText
      {...headingProps}
      {...rest}
      style={[
        type[size],
        { fontFamily, color: colors[tone] },
        serif && size !== "base" ? { letterSpacing: -0.3 } : null,
        tabular ? { fontVariant: ["tabular-nums"] } : null,
        align === undefined ? null : { textAlign: align },
        Platform.OS === "web" ? webWrap : null,
        style,
      ]}
    />
  );
}

/** Long German words break rather than push the page sideways. */
const webWrap = { overflowWrap: "anywhere" } as unknown as TextStyle;
