/** Asked before somebody loses sight of a pet: says what follows, and stays open with the reason when it is refused. */
import { useTranslation } from "react-i18next";
import { ProblemNotice } from "@/api/problem-notice";
import { Button } from "@/design/button";
import { Sheet } from "@/design/sheet";
import { Text } from "@/design/text";

interface EndingSheetProps {
  title: string;
  detail: string;
  confirmLabel: string;
  isBusy: boolean;
  problem: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

export function EndingSheet({
  title,
  detail,
  confirmLabel,
  isBusy,
  problem,
  onConfirm,
  onClose,
}: EndingSheetProps) {
  const { t } = useTranslation("pets");
  const { t: ground } = useTranslation();
  return (
    <Sheet isOpen title={title} closeLabel={ground("close")} onClose={onClose}>
      <Text>{detail}</Text>
      {problem === undefined ? null : <ProblemNotice error={problem} />}
      <Button voice="danger" label={confirmLabel} isBusy={isBusy} onPress={onConfirm} />
      <Button voice="quiet" label={t("owners.keep")} isDisabled={isBusy} onPress={onClose} />
    </Sheet>
  );
}
