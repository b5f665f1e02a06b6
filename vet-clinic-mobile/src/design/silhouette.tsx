/** The portrait of a species, and the row of pets at the window. Decoration: whoever shows it says whose it is. */
import Svg, { Circle, G, Path } from "react-native-svg";
import { FIGURES, SITTING, type SpeciesName } from "./figures";

const HIDDEN = { "aria-hidden": true, focusable: false } as const;

interface SilhouetteProps {
  species: SpeciesName;
  size: number;
  mark: string;
  wash: string;
}

export function Silhouette({ species, size, mark, wash }: SilhouetteProps) {
  return (
    <Svg viewBox="0 0 64 64" width={size} height={size} {...HIDDEN}>
      {FIGURES[species].map(({ part, d }) => {
        if (part === "hairline") {
          return (
            <Path
              key={d}
              d={d}
              fill="none"
              stroke={wash}
              strokeWidth={1.8}
              strokeLinecap="round"
              strokeLinejoin="round"
            />
          );
        }
        if (part === "detail") return <Path key={d} d={d} fill={wash} />;
        return <Path key={d} d={d} fill={mark} stroke={wash} strokeWidth={2} strokeLinejoin="round" />;
      })}
    </Svg>
  );
}

export function WindowRow({ width, color }: { width: number; color: string }) {
  return (
    <Svg viewBox="0 0 560 216" width={width} height={(width * 216) / 560} {...HIDDEN}>
      <G fill={color}>
        <Path d={SITTING.dog} transform="translate(20 14)" />
        <Path d={SITTING.cat} transform="translate(160 64)" />
        <Path d={SITTING.rabbit} transform="translate(284 74)" />
        <Circle cx={322} cy={196} r={11} opacity={0.45} />
        <Path d={SITTING.bird} transform="translate(390 102)" />
        <Path d={SITTING.cat} transform="translate(545 84) scale(-0.87 0.87)" />
      </G>
    </Svg>
  );
}
