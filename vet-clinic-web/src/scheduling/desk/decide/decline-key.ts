/** The name under which a "no" waits for its undo. */
export const declineKey = (appointmentId: string) => `decline:${appointmentId}`;
