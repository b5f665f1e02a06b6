/** The whole visual language on one page, for looking at in both themes. English only: nobody but developers sees it. */
import { Bell, Plus } from "@/design/icons";
import { useState, type ReactNode } from "react";
import { useDispatch, useSelector } from "react-redux";
import { View } from "react-native";
import { problemFromReply, problemWithoutReply } from "@/api/problem";
import { ProblemNotice } from "@/api/problem-notice";
import { themeChosen } from "@/config/preferences";
import { Button, IconButton } from "@/design/button";
import { Card, Row } from "@/design/card";
import { Chip, ChoiceGroup, ChoiceRow, Segments } from "@/design/choice";
import { Field } from "@/design/field";
import { SPECIES } from "@/design/figures";
import { Empty, Notice } from "@/design/notice";
import { Portrait } from "@/design/portrait";
import { Fact, Screen, Section } from "@/design/screen";
import { Sheet } from "@/design/sheet";
import { WindowRow } from "@/design/silhouette";
import { SkeletonRows } from "@/design/skeleton";
import { Switch } from "@/design/switch";
import { Text } from "@/design/text";
import { useTheme } from "@/design/theme";
import { measure, space, type as typeScale } from "@/design/tokens";
import { StatusBadge } from "@/scheduling/components/status-badge";
import { STATUS_LOOK } from "@/scheduling/status";
import type { RootState } from "../store";
import { Swatches } from "./swatches";

const noop = () => undefined;
const THEMES = ["system", "light", "dark"] as const;
const STATUSES = Object.keys(STATUS_LOOK) as (keyof typeof STATUS_LOOK)[];
const SIZES = Object.keys(typeScale) as (keyof typeof typeScale)[];

export function KitchenSink() {
  const dispatch = useDispatch();
  const theme = useSelector((state: RootState) => state.preferences.theme);
  const { colors } = useTheme();
  const [chosen, setChosen] = useState("a");
  const [isSheetOpen, setSheetOpen] = useState(false);
  return (
    <Screen title="Kitchen sink" overline="Every primitive in every state">
      <Segments
        label="Theme"
        value={theme}
        onChange={(value) => dispatch(themeChosen(value))}
        options={THEMES.map((value) => ({ value, label: value }))}
      />
      <Section title="Colours">
        <Swatches />
      </Section>
      <Section title="Type">
        {SIZES.map((size) => (
          <Text key={size} size={size}>{`${size}: Miso is due on 3 March`}</Text>
        ))}
        <Text serif size="xl">
          Serif for Pretzel and titles
        </Text>
        <Text serif italic size="lg">
          Italic serif
        </Text>
        <Text strong tabular>
          Tabular 01:11 17:45
        </Text>
      </Section>
      <Section title="Buttons">
        <Button voice="primary" label="Primary" onPress={noop} />
        <Button voice="primary" label="Busy" isBusy onPress={noop} />
        <Button voice="primary" label="Disabled" isDisabled onPress={noop} />
        <Button label="Secondary with a sign" icon={Plus} onPress={noop} />
        <Button label="Donaudampfschifffahrtsgesellschaftskapitänsmütze" onPress={noop} />
        <Button voice="danger" label="Danger" onPress={noop} />
        <Wrap>
          <Button voice="quiet" label="Quiet" onPress={noop} />
          <IconButton icon={Bell} label="Icon button" onPress={noop} />
        </Wrap>
        <View style={{ backgroundColor: colors.greenDeep, padding: space.lg }}>
          <Button voice="onGreen" label="On green" onPress={noop} />
        </View>
      </Section>
      <Section title="Fields">
        <Field label="Empty" placeholder="Placeholder" hint="A hint" />
        <Field label="Filled" defaultValue="Miso" />
        <Field label="Wrong" defaultValue="31.02.2021" error="Write the date like 24.06.2021." />
        <Field label="Several lines" multiline defaultValue="Limps since Sunday." />
      </Section>
      <Section title="Choices">
        <ChoiceGroup label="Rows">
          <ChoiceRow
            title="Chosen"
            detail="With a line below"
            isChosen={chosen === "a"}
            onChoose={() => setChosen("a")}
          />
          <ChoiceRow title="Pretzel" isSerif isChosen={chosen === "b"} onChoose={() => setChosen("b")} />
          <ChoiceRow title="Not possible" detail="And why" isChosen={false} isDisabled onChoose={noop} />
        </ChoiceGroup>
        <View role="radiogroup" aria-label="Chips" style={{ flexDirection: "row", gap: space.sm }}>
          <Chip label="Chosen" isChosen onChoose={noop} />
          <Chip label="Another" isChosen={false} onChoose={noop} />
        </View>
        <Switch
          label="A switch"
          words={{ on: "Yes", off: "No" }}
          isOn={chosen === "a"}
          onChange={(isOn) => setChosen(isOn ? "a" : "b")}
        />
      </Section>
      <Section title="Notices">
        <Notice kind="info" title="Info" detail="Good to know." />
        <Notice kind="good" title="Good" />
        <Notice kind="due" title="Due" detail="Soon." action={{ label: "Do it", onPress: noop }} />
        <Notice kind="alert" title="Alert" detail="Now." />
        <ProblemNotice error={problemWithoutReply("client.offline")} onRetry={noop} />
        <ProblemNotice error={problemFromReply(409, { code: "scheduling.slot_taken" })} />
        <ProblemNotice
          error={problemFromReply(500, { code: "edge.internal", trace_id: "4bf92f3577b34da6" })}
        />
      </Section>
      <Section title="Lists and facts">
        <View>
          <Row onPress={noop}>
            <Text strong>A row to press</Text>
          </Row>
          <Row>
            <Text strong>A row to read</Text>
          </Row>
          <Fact name="A fact">
            <Text>Its value</Text>
          </Fact>
        </View>
        <Card onPress={noop}>
          <Text>A card can be picked up</Text>
        </Card>
      </Section>
      <Section title="Statuses">
        <Wrap>
          {STATUSES.map((status) => (
            <StatusBadge key={status} status={status} />
          ))}
        </Wrap>
      </Section>
      <Section title="Portraits">
        <Wrap>
          {SPECIES.map((species) => (
            <Portrait key={species} id={`${species}-x`} species={species} />
          ))}
        </Wrap>
        <WindowRow width={measure.column / 2} color={colors.green} />
      </Section>
      <Section title="Waiting and nothing">
        <SkeletonRows label="Loading" rows={2} />
        <Empty title="Nothing here yet" detail="And what to do about it." />
      </Section>
      <Button label="Open a sheet" onPress={() => setSheetOpen(true)} />
      <Sheet isOpen={isSheetOpen} title="A sheet" closeLabel="Close" onClose={() => setSheetOpen(false)}>
        <Text>Asked from the bottom edge.</Text>
        <Button voice="primary" label="Answer" onPress={() => setSheetOpen(false)} />
      </Sheet>
    </Screen>
  );
}

function Wrap({ children }: { children: ReactNode }) {
  return (
    <View style={{ flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: space.sm }}>
      {children}
    </View>
  );
}
