/** What the command palette offers: the shell's own commands, and those of the page that is open at the moment. */
import { createContext, useContext, useEffect, type ReactNode } from "react";

export type Command = { id: string; label: string; detail?: string; icon: ReactNode; perform: () => void };

export type Commands = {
  /** The commands of the page, in place of those offered before. */
  offer: (commands: readonly Command[]) => void;
  showHelp: () => void;
};

export const CommandsContext = createContext<Commands>({ offer: () => undefined, showHelp: () => undefined });

/** Offer these while the page is open; say them anew whenever they change. */
export function useOfferCommands(commands: readonly Command[]): void {
  const { offer } = useContext(CommandsContext);
  useEffect(() => {
    offer(commands);
  });
  useEffect(() => () => offer([]), [offer]);
}

export function useKeyboardHelp(): () => void {
  return useContext(CommandsContext).showHelp;
}
