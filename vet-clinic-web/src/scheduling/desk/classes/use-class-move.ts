/**
 * Moving a class: everybody in it, one after the other, because each visit is its own promise to its own owner. Whoever cannot
 * come along stays and is named, with the reason; nobody is lost in between.
 */
import { useState } from "react";

import type { AppointmentOut } from "@/api/generated.gen";

import type { Block } from "../calendar/columns";
import { targetOf, type Target } from "../target";

export type AskedClassMove = { block: Block; target: Target };
export type Stayed = { appointment: AppointmentOut; problem: unknown };
export type MovedPair = { before: AppointmentOut; after: AppointmentOut };

type Carry = (appointment: AppointmentOut, target: Target, reason?: string) => Promise<AppointmentOut>;

/** Where one of the class is to go: with the others, at its own length and in its own room unless the class gets another. */
function targetFor(visit: AppointmentOut, { block, target }: AskedClassMove): Target {
  const isResized = target.durationMinutes !== block.to - block.from;
  return {
    ...target,
    durationMinutes: isResized ? target.durationMinutes : visit.duration_minutes,
    roomId: target.roomId === block.appointment.room_id ? visit.room_id : target.roomId,
  };
}

/** Carries them all; the first to arrive in another room takes the others with it. */
export async function carryClass(
  asked: AskedClassMove,
  carry: Carry,
  onProgress: (done: number) => void,
): Promise<{ moved: MovedPair[]; stayed: Stayed[] }> {
  const moved: MovedPair[] = [];
  const stayed: Stayed[] = [];
  for (const before of asked.block.group?.taken ?? []) {
    const target = targetFor(before, asked);
    const first = moved[0];
    const isRoomNew = first !== undefined && first.after.room_id !== first.before.room_id;
    try {
      const after = await carry(before, isRoomNew ? { ...target, roomId: first.after.room_id } : target);
      moved.push({ before, after });
    } catch (problem) {
      stayed.push({ appointment: before, problem });
    }
    onProgress(moved.length + stayed.length);
  }
  return { moved, stayed };
}

/** Back to where they came from; how many could not. */
export async function bringBack(moved: readonly MovedPair[], carry: Carry): Promise<number> {
  let failed = 0;
  for (const { before, after } of moved) {
    try {
      await carry(after, targetOf(before), before.override_reason ?? undefined);
    } catch {
      failed += 1;
    }
  }
  return failed;
}

export type ClassMoveState =
  { step: "ask" } | { step: "moving"; done: number } | { step: "told"; moved: MovedPair[]; stayed: Stayed[] };

export function useClassMove(asked: AskedClassMove, carry: Carry) {
  const [state, setState] = useState<ClassMoveState>({ step: "ask" });
  const start = async (): Promise<{ moved: MovedPair[]; stayed: Stayed[] }> => {
    setState({ step: "moving", done: 0 });
    const result = await carryClass(asked, carry, (done) => setState({ step: "moving", done }));
    setState({ step: "told", ...result });
    return result;
  };
  return { state, start };
}
