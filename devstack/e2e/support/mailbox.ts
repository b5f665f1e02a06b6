// What the platform mailed, read from the mailbox's JSON.
import { expect } from "@playwright/test";
import { platform } from "./platform";

export interface Mail {
  id: string;
  subject: string;
  text: string;
  html: string | null;
  attachments: { filename: string; content_type: string; method: string | null; text: string | null }[];
}

const messages = () => `${platform().addresses.mailbox}/api/messages`;

async function read<T>(address: string): Promise<T> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return (await answer.json()) as T;
}

/** All mail to an address, newest first. */
export async function mailTo(email: string): Promise<Mail[]> {
  const { items } = await read<{ items: { id: string }[] }>(`${messages()}?to=${encodeURIComponent(email)}`);
  return Promise.all(items.map(({ id }) => read<Mail>(`${messages()}/${id}`)));
}

/** Wait for the one mail to an address whose calendar file has this METHOD and belongs to nothing seen before. */
export async function nextMail(email: string, seen: Set<string>, method: "REQUEST" | "CANCEL"): Promise<Mail> {
  let found: Mail[] = [];
  await expect(async () => {
    found = (await mailTo(email)).filter(
      (mail) => !seen.has(mail.id) && mail.attachments.some((file) => calendarMethod(file.text) === method),
    );
    expect(found).toHaveLength(1);
  }).toPass({ timeout: 45_000, intervals: [250] });
  const [mail] = found;
  if (!mail) throw new Error("unreachable: one mail was found");
  seen.add(mail.id);
  return mail;
}

/** Wait for a mail to an address that carries a link with a secret, newer than those seen before; gives the link. */
export async function nextLink(email: string, seen: Set<string>): Promise<string> {
  let found: { mail: Mail; link: string }[] = [];
  await expect(async () => {
    found = (await mailTo(email))
      .filter(({ id }) => !seen.has(id))
      .flatMap((mail) => (/https?:\/\/\S+#token=[\w-]+/.exec(mail.text) ?? []).map((link) => ({ mail, link })));
    expect(found.length).toBeGreaterThan(0);
  }).toPass({ timeout: 60_000, intervals: [250] });
  const [newest] = found;
  if (!newest) throw new Error("unreachable: one mail was found");
  seen.add(newest.mail.id);
  return newest.link;
}

/** Wait for a mail to an address with these words, newer than those seen before; gives the address of its button. */
export async function linkInMail(email: string, seen: Set<string>, words: RegExp): Promise<string> {
  let found: { id: string; link: string }[] = [];
  await expect(async () => {
    found = (await mailTo(email))
      .filter(({ id, text }) => !seen.has(id) && words.test(text))
      .flatMap(({ id, text }) => (/https?:\/\/\S+\/l#\S+/.exec(text) ?? []).map((link) => ({ id, link })));
    expect(found).toHaveLength(1);
  }).toPass({ timeout: 60_000, intervals: [250] });
  const [mail] = found;
  if (!mail) throw new Error("unreachable: one mail was found");
  seen.add(mail.id);
  return mail.link;
}

/** The mails that an address has by now. */
export async function seenBy(email: string): Promise<Set<string>> {
  return new Set((await mailTo(email)).map(({ id }) => id));
}

/** One property of the event in the mail's calendar file, such as UID or SEQUENCE. The file may hold a time zone before. */
export function calendarProperty(mail: Mail, name: string): string {
  const file = mail.attachments.find((attachment) => calendarMethod(attachment.text) !== undefined);
  const unfolded = (file?.text ?? "").replaceAll(/\r?\n[ \t]/g, "");
  const event = unfolded.slice(unfolded.indexOf("BEGIN:VEVENT"));
  const line = event.split(/\r?\n/).find((one) => one.startsWith(`${name}:`) || one.startsWith(`${name};`));
  if (line === undefined) throw new Error(`The calendar file has no ${name}`);
  return line.slice(line.indexOf(":") + 1);
}

function calendarMethod(text: string | null): string | undefined {
  return text === null ? undefined : /^METHOD:(\w+)/m.exec(text)?.[1];
}
