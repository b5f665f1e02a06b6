// Tasks as Flower shows them to whoever has its password.
import { platform } from "./platform";

export interface Task {
  name: string;
  state: string;
  args: string;
  received: number;
}

export async function tasks(name: string): Promise<Task[]> {
  const { addresses, logins } = platform();
  const { user, password } = logins.flower;
  const answer = await fetch(`${addresses.flower}/api/tasks?taskname=${name}&limit=500`, {
    headers: { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}` },
  });
  if (!answer.ok) throw new Error(`Flower: ${answer.status}`);
  return Object.values((await answer.json()) as Record<string, Task>);
}
