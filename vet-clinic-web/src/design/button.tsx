/** Things that are pressed. `primary` (marigold) is for the single next action of a view and appears at most once in it. */
import type { ComponentProps, ReactNode } from "react";
import { Link, type LinkProps } from "react-router";

import { cx } from "./class-names";
import { Spinner } from "./spinner";

export type ButtonTone = "primary" | "solid" | "plain" | "quiet" | "alert";
export type ButtonSize = "small" | "normal" | "large";

const BASE =
  "inline-flex max-w-full items-center justify-center gap-2 rounded-control border text-center font-semibold transition-colors " +
  "disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55";

const TONES: Record<ButtonTone, string> = {
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-strong",
  solid: "border-transparent bg-green text-on-green hover:bg-ink hover:text-paper",
  plain: "border-line-strong bg-surface text-ink hover:border-ink hover:bg-raised",
  quiet: "border-transparent text-green hover:bg-green-wash",
  alert: "border-transparent bg-alert-wash text-alert hover:border-alert",
};

const SIZES: Record<ButtonSize, string> = {
  small: "min-h-8 px-3 py-1 text-sm",
  normal: "min-h-11 px-4 py-2 text-base leading-tight",
  large: "min-h-14 px-6 py-3 text-base leading-tight",
};

type Look = { tone?: ButtonTone; size?: ButtonSize; icon?: ReactNode; wide?: boolean };

function look({ tone = "plain", size = "normal", wide = false }: Look, className?: string): string {
  return cx(BASE, TONES[tone], SIZES[size], wide && "w-full", className);
}

export type ButtonProps = ComponentProps<"button"> & Look & { isBusy?: boolean };

export function Button({
  tone,
  size,
  icon,
  wide,
  isBusy = false,
  className,
  children,
  ...rest
}: ButtonProps) {
  const props = { tone, size, wide } as Look;
  return (
    <button
      type="button"
      {...rest}
      aria-busy={isBusy || undefined}
      disabled={rest.disabled === true || isBusy}
      className={look(props, className)}
    >
      {isBusy ? <Spinner /> : icon}
      <span className="min-w-0">{children}</span>
    </button>
  );
}

export function LinkButton({
  tone,
  size,
  icon,
  wide,
  className,
  children,
  ...rest
}: LinkProps & Look & { className?: string }) {
  return (
    <Link {...rest} className={look({ tone, size, wide } as Look, className)}>
      {icon}
      <span className="min-w-0">{children}</span>
    </Link>
  );
}

export type IconButtonProps = ComponentProps<"button"> & { label: string; size?: "small" | "normal" };

/** An icon alone still has a name: `label` is read aloud and shown on hover. */
export function IconButton({ label, size = "normal", className, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={cx(
        "inline-flex shrink-0 items-center justify-center rounded-control text-ink-soft transition-colors hover:bg-green-wash hover:text-ink",
        "disabled:cursor-not-allowed disabled:opacity-45",
        size === "small" ? "size-8" : "size-11",
        className,
      )}
    >
      {children}
    </button>
  );
}

/** A link in running text. */
export function TextLink({ className, ...rest }: LinkProps & { className?: string }) {
  return (
    <Link
      {...rest}
      className={cx(
        "font-semibold text-green underline decoration-line-strong underline-offset-4 hover:decoration-green",
        className,
      )}
    />
  );
}
