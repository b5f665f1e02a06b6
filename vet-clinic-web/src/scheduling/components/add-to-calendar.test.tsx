/** What the file says to everybody who looks into the calendar, and what only its owner opens. */
import { fireEvent, render, screen } from "@testing-library/react";

import type { AppointmentOut } from "@/api/generated.gen";
import { APPOINTMENT } from "@/testing/world";

import { AddToCalendar } from "./add-to-calendar";

async function saved(visit: Partial<AppointmentOut> = {}): Promise<{ name: string; lines: string[] }> {
  const files: Blob[] = [];
  const names: string[] = [];
  vi.spyOn(URL, "createObjectURL").mockImplementation((file) => {
    files.push(file as Blob);
    return "blob:visit";
  });
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download);
  });
  render(<AddToCalendar appointment={{ ...APPOINTMENT, ...visit }} />);
  fireEvent.click(screen.getByRole("button", { name: "Add to my calendar" }));
  const text = (await files[0]?.text()) ?? "";
  return { name: names[0] ?? "", lines: text.replaceAll("\r\n ", "").split("\r\n") };
}

test("the title and the file's name say nothing of whose pet it is; the description does", async () => {
  const { name, lines } = await saved();
  expect(name).toBe("visit-2026-03-03.ics");
  expect(lines).toContain("SUMMARY:Appointment at Linden Veterinary Practice");
  expect(lines).toContain("DESCRIPTION:General check-up for Pretzel\\nWith Dr. Amara Lindqvist");
  expect(lines).toContain("LOCATION:Linden Veterinary Practice");
});

test("a visit at home is not at the clinic", async () => {
  const { lines } = await saved({ place: "home_visit" });
  expect(lines.filter((line) => line.startsWith("LOCATION"))).toEqual([]);
});
