/** Something that can be picked up. Plain sections use space and hairlines instead. */
import type { ComponentProps } from "react";
import { Link, type LinkProps } from "react-router";

import { cx } from "./class-names";

const CARD = "block min-w-0 rounded-control border border-line bg-surface";
const LIFTS = "transition hover:border-line-strong hover:shadow-lift";

export function Card({ className, ...rest }: ComponentProps<"div">) {
  return <div {...rest} className={cx(CARD, "p-5", className)} />;
}

export function CardLink({ className, ...rest }: LinkProps & { className?: string }) {
  return <Link {...rest} className={cx(CARD, LIFTS, "p-5", className)} />;
}

/** A card that answers a question when pressed. */
export function CardButton({
  className,
  isChosen = false,
  ...rest
}: ComponentProps<"button"> & { isChosen?: boolean }) {
  return (
    <button
      type="button"
      {...rest}
      aria-pressed={isChosen}
      className={cx(CARD, LIFTS, "w-full p-4 text-left", isChosen && "border-green bg-green-wash", className)}
    />
  );
}
