/** A question asked from the bottom edge, within reach of the thumb. Closing it is always an answer. */
import { useEffect, useState, type ReactNode } from "react";
import {
  Animated,
  KeyboardAvoidingView,
  Modal,
  Platform,
  Pressable as Backdrop,
  ScrollView,
  View,
} from "react-native";
import { useSafeAreaInsets } from "react-native-safe-area-context";
import { IconButton } from "./button";
import { liftOf } from "./card";
import { X } from "./icons";
import { Text } from "./text";
import { useTheme } from "./theme";
import { measure, motion, radius, space } from "./tokens";

export interface SheetProps {
  isOpen: boolean;
  title: string;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
}

const TRAVEL = 40;

export function Sheet({ isOpen, title, closeLabel, onClose, children }: SheetProps) {
  const { colors, isMotionReduced } = useTheme();
  const insets = useSafeAreaInsets();
  const [travel] = useState(() => new Animated.Value(TRAVEL));
  useEffect(() => {
    if (!isOpen) return;
    travel.setValue(isMotionReduced ? 0 : TRAVEL);
    Animated.timing(travel, {
      toValue: 0,
      duration: motion.calm,
      useNativeDriver: Platform.OS !== "web",
    }).start();
  }, [isOpen, isMotionReduced, travel]);
  return (
    <Modal visible={isOpen} transparent animationType="none" onRequestClose={onClose} aria-label={title}>
      <KeyboardAvoidingView
        behavior={Platform.OS === "ios" ? "padding" : undefined}
        style={{ flex: 1, justifyContent: "flex-end", alignItems: "center" }}
      >
        {/* For a pointer only: keyboard and screen reader have the button. */}
        <Backdrop
          aria-hidden
          tabIndex={-1}
          onPress={onClose}
          style={{
            position: "absolute",
            top: 0,
            right: 0,
            bottom: 0,
            left: 0,
            backgroundColor: colors.scrim,
          }}
        />
        <Animated.View
          style={[
            {
              width: "100%",
              maxWidth: measure.column,
              maxHeight: "90%",
              backgroundColor: colors.raised,
              borderTopLeftRadius: radius.control * 2,
              borderTopRightRadius: radius.control * 2,
              transform: [{ translateY: travel }],
            },
            liftOf(colors.shadow),
          ]}
        >
          <ScrollView
            keyboardShouldPersistTaps="handled"
            contentContainerStyle={{
              padding: space.xxl,
              paddingBottom: space.xxl + insets.bottom,
              gap: space.lg,
            }}
          >
            <View style={{ flexDirection: "row", alignItems: "flex-start", gap: space.md }}>
              <Text serif size="xl" heading={2} style={{ flex: 1, paddingTop: space.xs }}>
                {title}
              </Text>
              <View style={{ marginRight: -space.md }}>
                <IconButton icon={X} label={closeLabel} onPress={onClose} />
              </View>
            </View>
            {children}
          </ScrollView>
        </Animated.View>
      </KeyboardAvoidingView>
    </Modal>
  );
}
