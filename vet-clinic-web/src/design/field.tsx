/** A question with one answer: label above, hint and error below, all tied together for screen readers. */
import { CircleAlert } from "lucide-react";
import { useId, type ComponentProps, type ReactNode } from "react";

import { cx } from "./class-names";

export const CONTROL =
  "w-full min-h-11 rounded-control border border-line-strong bg-raised px-3 py-2 text-base text-ink placeholder:text-ink-soft " +
  "aria-invalid:border-alert aria-invalid:bg-alert-wash disabled:cursor-not-allowed disabled:bg-sunk disabled:text-ink-soft";

type Ids = { id: string; describedBy: string | undefined };

export type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** The word for "optional", shown after the label. */
  optional?: string;
  hideLabel?: boolean;
  className?: string;
  children: (ids: Ids) => ReactNode;
};

export function Field({ label, hint, error, optional, hideLabel = false, className, children }: FieldProps) {
  const id = useId();
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  return (
    <div className={cx("flex min-w-0 flex-col gap-1.5", className)}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "text-sm font-semibold"}>
        {label}
        {optional && <span className="font-normal text-ink-soft"> ({optional})</span>}
      </label>
      {children({ id, describedBy })}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-soft">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm font-semibold text-alert">
          <CircleAlert aria-hidden="true" size={16} className="mt-0.5 shrink-0" />
          {error}
        </p>
      )}
    </div>
  );
}

type Around = Omit<FieldProps, "children">;

function split<P extends Around>({ label, hint, error, optional, hideLabel, className, ...rest }: P) {
  const around: Around = { label, hint, error };
  if (optional !== undefined) around.optional = optional;
  if (hideLabel !== undefined) around.hideLabel = hideLabel;
  if (className !== undefined) around.className = className;
  return { around, rest };
}

export function TextField(props: Around & Omit<ComponentProps<"input">, "className"> & { icon?: ReactNode }) {
  const { around, rest } = split(props);
  const { icon, ...input } = rest;
  return (
    <Field {...around}>
      {({ id, describedBy }) => (
        <span className="relative block">
          {icon && (
            <span className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-ink-soft">
              {icon}
            </span>
          )}
          <input
            {...input}
            id={id}
            aria-describedby={describedBy}
            aria-invalid={around.error ? true : undefined}
            className={cx(CONTROL, icon !== undefined && "pl-10")}
          />
        </span>
      )}
    </Field>
  );
}

export function TextArea(props: Around & Omit<ComponentProps<"textarea">, "className">) {
  const { around, rest } = split(props);
  return (
    <Field {...around}>
      {({ id, describedBy }) => (
        <textarea
          rows={3}
          {...rest}
          id={id}
          aria-describedby={describedBy}
          aria-invalid={around.error ? true : undefined}
          className={cx(CONTROL, "min-h-24 resize-y")}
        />
      )}
    </Field>
  );
}

export function Checkbox({
  label,
  hint,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { label: string; hint?: string }) {
  const id = useId();
  return (
    <div className={cx("flex items-start gap-3", className)}>
      <input
        {...rest}
        id={id}
        type="checkbox"
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="mt-1 size-5 shrink-0 accent-green"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="text-base">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-ink-soft">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
