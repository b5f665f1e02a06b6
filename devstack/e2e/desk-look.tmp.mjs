import { chromium } from "@playwright/test";
import AxeBuilder from "@axe-core/playwright";
const BASE = process.env.BASE ?? "http://127.0.0.1:8471";
const today = new Date().toISOString().slice(0, 10);
const b64 = (o) => Buffer.from(JSON.stringify(o)).toString("base64");
const token = `h.${b64({ exp: Math.floor(Date.now() / 1000) + 3600 })}.s`;
const CLINIC = { id: "c1", slug: "linden", name: "Linden Veterinary Practice", description: "", time_zone: "Europe/Berlin", address: { street: "L 1", postal_code: "1", locality: "Berlin", region: null, country_code: "DE" }, latitude: 52, longitude: 13, phone: "+49", email: "a@b.example", currency: "EUR", locale: "de", species: ["dog"], is_booking_paused: false, data_region: "eu", version: 1, opening_hours: [0,1,2,3,4,5,6].map((weekday) => ({ weekday, opens: "08:00:00", closes: "18:00:00" })) };
const VETS = [["v1", "Dr. Amara Lindqvist"], ["v2", "Dr. Tarek Brinkmann"], ["v3", "Dr. Noor Haddad-Schwarzenberger"], ["v4", "Dr. Ines Costa"]].map(([id, display_name]) => ({ id, display_name, species: ["dog"], languages: ["de"], biography: null, clinic_ids: ["c1"] }));
const ROOMS = ["Room 1", "Room 2", "Surgery"].map((name, i) => ({ id: `r${i + 1}`, clinic_id: "c1", kind: "room", category: "general", name, is_active: true, version: 1 }));
const type = (id, name, duration) => ({ id, clinic_id: "c1", name, description: "", duration_minutes: duration, buffer_before_minutes: 5, buffer_after_minutes: 10, slot_interval_minutes: 15, minimum_notice_minutes: 0, horizon_days: 90, species: [], price: { amount_minor: 4900, currency: "EUR" }, is_owner_bookable: true, is_active: true, veterinarian_ids: VETS.map((v) => v.id), version: 1, translations: {}, grid_offset_minutes: 0, clients: "everyone", place: "in_clinic", capacity: 1, daily_cap: null, same_day_percent: 0, deposit: null, cancellation_notice_minutes: 0, late_fee: null, is_confirmation_needed: false, questions: [], requirements: [], performers: [] });
const TYPES = [type("t1", "General check-up", 30), type("t2", "Vaccination", 15), type("t3", "Zahnsanierung mit Narkosevoruntersuchung", 90)];
const PETS = [["Pretzel", "dog"], ["Luna", "cat"], ["Mopsi", "dog"], ["Minka", "cat"], ["Hoppel", "rabbit"], ["Kasimir von der Sonnenleite", "dog"]];
const OWNERS = ["Olivia Hartmann", "Matthias Kroll", "Wilhelmine Ostermann-Feldkirchen", "Sam Doe"];
let n = 0;
const pad = (x) => String(x).padStart(2, "0");
function visit(day, minute, duration, vet, status = "confirmed", more = {}) {
  n += 1;
  const local = `${day}T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
  const starts = new Date(`${local}:00+01:00`);
  const [pet, species] = PETS[n % PETS.length];
  const iso = (d) => d.toISOString().replace(".000", "");
  return { id: `a${n}`, status, clinic_id: "c1", clinic_name: CLINIC.name, appointment_type_id: duration === 90 ? "t3" : duration === 15 ? "t2" : "t1", appointment_type_name: duration === 90 ? TYPES[2].name : duration === 15 ? "Vaccination" : "General check-up", veterinarian_id: vet, veterinarian_name: VETS.find((v) => v.id === vet).display_name, pet_id: `p${n}`, pet_name: pet, pet_species: species, owner_name: OWNERS[n % 4], starts_at: iso(starts), ends_at: iso(new Date(starts.getTime() + duration * 60000)), time_zone: "Europe/Berlin", starts_local: local, duration_minutes: duration, note: n % 3 ? null : "Limps on the left front paw since Sunday.", price: { amount_minor: 4900, currency: "EUR" }, cancelled_at: null, cancellation_reason: null, sequence: 0, version: 1, created_at: iso(new Date()), room_id: null, room_name: null, stage: null, is_walk_in: false, series_id: null, is_late: false, late_fee: null, override_reason: null, answers: [], arrived_at: null, roomed_at: null, began_at: null, finished_at: null, departed_at: null, place: "in_clinic", deposit: null, ...more };
}
const shift = (d) => new Date(Date.parse(today) + d * 864e5).toISOString().slice(0, 10);
const ago = (m) => new Date(Date.now() - m * 60000).toISOString();
const VISITS = [];
for (let d = -7; d < 8; d += 1) {
  const day = shift(d);
  VISITS.push(visit(day, 480, 30, "v1", "completed"), visit(day, 540, 30, "v1", "checked_in", { room_id: "r1", room_name: "Room 1" }), visit(day, 600, 90, "v1", "in_progress"), visit(day, 780, 15, "v1"), visit(day, 795, 15, "v1", "requested"), visit(day, 870, 30, "v1"), visit(day, 885, 30, "v1", "confirmed", { override_reason: "Emergency" }), visit(day, 510, 30, "v2", "cancelled"), visit(day, 510, 30, "v2", "confirmed", { is_walk_in: true }), visit(day, 660, 30, "v2", "missed"), visit(day, 840, 30, "v2", "confirmed", { series_id: "s1" }), visit(day, 570, 90, "v3", "confirmed", { room_id: "r3", room_name: "Surgery" }), visit(day, 960, 30, "v3", "confirmed"));
}
const DAY = VISITS.filter((v) => v.starts_local.startsWith(today));
const stages = ["expected", "expected", "arrived", "arrived", "roomed", "with_vet", "to_pay", "gone", "expected"];
const BOARD = DAY.slice(0, 9).map((v, i) => ({ ...v, status: "confirmed", stage: stages[i], waiting_minutes: null, expected_at: v.starts_at, arrived_at: ["arrived", "roomed"].includes(stages[i]) ? ago(i * 6) : null, finished_at: ago(4), room_id: stages[i] === "roomed" ? "r1" : null, room_name: stages[i] === "roomed" ? "Room 1" : null }));
const at = (m) => new Date(`${today}T${pad(Math.floor(m / 60))}:${pad(m % 60)}:00+01:00`).toISOString();
const BLOCKS = [{ id: "b1", clinic_id: "c1", resource_id: "v4", kind: "time_off", starts_at: at(480), ends_at: at(1080), reason: "Training in Hamburg", conflicts: [] }, { id: "b2", clinic_id: "c1", resource_id: "v2", kind: "block", starts_at: at(720), ends_at: at(780), reason: null, conflicts: [] }, { id: "b3", clinic_id: "c1", resource_id: "v3", kind: "external", starts_at: at(480), ends_at: at(540), reason: null, conflicts: [] }];
const ROSTERS = VETS.flatMap((v, k) => [0,1,2,3,4,5,6].map((weekday) => ({ id: `${v.id}${weekday}`, clinic_id: "c1", veterinarian_id: v.id, weekday, starts_local: k % 2 ? "10:00:00" : "08:00:00", ends_local: k % 2 ? "18:00:00" : "16:00:00", effective_from: "2026-01-05", effective_until: null, rotation_weeks: 1, rotation_week: 0 })));
const CLIENTS = OWNERS.map((o, i) => ({ person_id: `o${i}`, given_name: o.split(" ")[0], family_name: o.split(" ")[1], email: "x@y.example", phone: null, pets: [{ id: `pp${i}`, name: PETS[i][0], species: PETS[i][1] }], registered_at: null, private_note: null }));
const page = (items) => ({ items, next: null });
const me = { id: "m", email: "r@x.example", given_name: "Rosa", family_name: "Empfang", phone: null, address: null, born_on: null, locale: "en", time_zone: "Europe/Berlin", is_system_administrator: false, memberships: ["receptionist", "veterinarian"].map((role) => ({ clinic_id: "c1", clinic_name: CLINIC.name, clinic_slug: "linden", role })), version: 1 };
function answer(url, method, body) {
  const p = url.pathname;
  if (p.endsWith("/tokens")) return { jwt: token };
  if (p.endsWith("/identity/me")) return me;
  if (p.endsWith("/clinics/c1")) return CLINIC;
  if (p.endsWith("/veterinarians")) return page(VETS);
  if (p.endsWith("/clients")) return page(CLIENTS);
  if (p.endsWith("/appointment-types")) return page(TYPES);
  if (p.endsWith("/resources")) return page(ROOMS);
  if (p.endsWith("/rosters")) return page(ROSTERS);
  if (p.endsWith("/roster-overrides")) return page([]);
  if (p.endsWith("/opening")) return { weekly: CLINIC.opening_hours.map((o) => ({ weekday: o.weekday, opens_local: o.opens, closes_local: o.closes })), overrides: [], holidays: [], holiday_country: null, holiday_subdivision: null, waitlist_offer_minutes: 120, version: 1 };
  if (p.endsWith("/blocks")) return page(BLOCKS);
  if (p.endsWith("/waitlist")) return page([{ id: "w1", clinic_id: "c1", clinic_name: "", appointment_type_id: "t1", appointment_type_name: "General check-up", veterinarian_id: null, pet_id: "p", pet_name: "Luna", owner_name: "Matthias Kroll", time_zone: "Europe/Berlin", windows: [{ from_day: today, until_day: shift(9), weekdays: [0, 1], starts_minute: 480, ends_minute: 720 }], note: "Only mornings, please.", status: "offered", offer: { starts_at: at(600), ends_at: at(630), veterinarian_id: "v1", expires_at: at(700), hold_id: "h" }, created_at: ago(10), version: 1 }]);
  if (p.endsWith("/board")) return { on: today, time_zone: "Europe/Berlin", items: BOARD };
  if (p.endsWith("/slots")) return url.searchParams.has("at") ? { clinic_id: "c1", appointment_type_id: "t1", time_zone: "Europe/Berlin", items: [], why_not: ["off_duty", "taken"] } : { clinic_id: "c1", appointment_type_id: "t1", time_zone: "Europe/Berlin", why_not: null, items: [540, 600, 900, 915].map((m) => ({ starts_at: at(m), ends_at: at(m + 30), starts_local: `${today}T${pad(Math.floor(m / 60))}:${pad(m % 60)}`, veterinarian_ids: ["v1"], seats_left: null })) };
  if (p.endsWith("/series/preview")) return { time_zone: "Europe/Berlin", items: [0, 7, 14, 21].map((d, i) => ({ starts_at: new Date(Date.parse(at(600)) + d * 864e5).toISOString(), starts_local: `${shift(d)}T10:00`, conflict: i === 2 ? "off_duty" : null })) };
  if (p.endsWith("/day-moves/preview")) return { items: DAY.slice(0, 4).map((a, i) => ({ proposal_id: null, appointment: a, options: i === 2 ? [] : [600, 660].map((m) => ({ starts_at: new Date(Date.parse(at(m)) + 864e5).toISOString(), ends_at: at(m), veterinarian_id: "v1" })), state: null, chosen_starts_at: null, expires_at: null })) };
  if (/\/appointments\/\w+\/reschedule$/.test(p)) return { status: 409, type: "x", title: "t", code: "scheduling.not_offered", reason: "off_duty", detail: "d", trace_id: "1" };
  if (/\/appointments\/\w+$/.test(p)) return VISITS.find((v) => p.endsWith(v.id));
  if (p.endsWith("/appointments")) { const q = url.searchParams; let items = VISITS.filter((v) => (!q.has("from") || v.starts_at >= q.get("from")) && (!q.has("to") || v.starts_at < q.get("to"))); if (q.has("status")) items = items.filter((v) => q.getAll("status").includes(v.status)); return page(items.slice(0, 100)); }
  if (p.endsWith("/break-glass")) return page([]);
  return null;
}
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
export async function open({ width = 1440, height = 900, scheme = "light", lang = "en", path = "/desk/c1" } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, timezoneId: "Europe/Berlin", reducedMotion: "reduce" });
  await context.addInitScript((l) => { localStorage.setItem("vet.dev_session", "s1"); localStorage.setItem("vet.language", l); }, lang);
  const pageObj = await context.newPage();
  pageObj.on("pageerror", (e) => console.log("PAGEERROR", e.message));
  pageObj.on("console", (m) => m.type() === "error" && !/WebSocket|ERR_CONNECTION/.test(m.text()) && console.log("CONSOLE", m.text().slice(0, 300)));
  await context.route(/127\.0\.0\.1:(8000|8090)/, async (route) => {
    const request = route.request();
    const url = new URL(request.url());
    const headers = { "access-control-allow-origin": "*", "access-control-allow-headers": "*", "access-control-allow-methods": "*" };
    if (request.method() === "OPTIONS") return route.fulfill({ status: 204, headers });
    const json = answer(url, request.method(), request.postData());
    if (json === null) { console.log("UNHANDLED", request.method(), url.pathname); return route.fulfill({ status: 404, headers, json: { code: "edge.not_found", title: "x", status: 404, detail: "", trace_id: "" } }); }
    return route.fulfill({ status: json?.code ? 409 : 200, headers, json });
  });
  await pageObj.goto(BASE + path);
  await pageObj.waitForLoadState("networkidle").catch(() => {});
  return pageObj;
}
export async function axe(p, name) {
  const result = await new AxeBuilder({ page: p }).analyze();
  for (const v of result.violations) console.log("AXE", name, v.id, v.nodes.length, v.nodes[0].html.slice(0, 200), v.nodes[0].failureSummary?.slice(0, 200));
}
const OUT = "/tmp/desk-shots/";
const want = process.argv[2] ?? "all";
const scenes = {
  day: async () => { const p = await open(); await p.waitForSelector("[data-visit]"); await p.screenshot({ path: OUT + "day.png" }); await axe(p, "day"); },
  dark: async () => { const p = await open({ scheme: "dark", path: `/desk/c1?visit=${DAY[5].id}` }); await p.waitForSelector("[data-visit]"); await p.waitForTimeout(600); await p.screenshot({ path: OUT + "dark.png" }); await axe(p, "dark"); },
  week: async () => { const p = await open({ path: "/desk/c1?view=week" }); await p.waitForSelector("[data-visit]"); await p.screenshot({ path: OUT + "week.png" }); await axe(p, "week"); },
  room: async () => { const p = await open({ lang: "de", path: "/desk/c1?by=room" }); await p.waitForSelector("[data-visit]"); await p.screenshot({ path: OUT + "room.png" }); await axe(p, "room"); },
  tablet: async () => { const p = await open({ width: 820, height: 1100, lang: "de", path: "/desk/c1?view=day" }); await p.waitForSelector("[data-visit]"); await p.screenshot({ path: OUT + "tablet.png" }); await axe(p, "tablet"); },
  phone: async () => { const p = await open({ width: 390, height: 844, lang: "de" }); await p.waitForTimeout(800); await p.screenshot({ path: OUT + "phone.png" }); await axe(p, "phone"); const q = await open({ width: 390, height: 844, path: "/desk/c1?view=day" }); await q.waitForSelector("[data-visit]"); await q.screenshot({ path: OUT + "phone-day.png" }); },
  drag: async () => {
    const p = await open(); await p.waitForSelector("[data-visit]");
    const el = p.locator(`[data-visit="${DAY[5].id}"]`); await el.scrollIntoViewIfNeeded(); const box = await el.boundingBox();
    await p.mouse.move(box.x + 60, box.y + 8); await p.mouse.down(); await p.mouse.move(box.x + 160, box.y + 60, { steps: 5 }); await p.mouse.move(box.x + 340, box.y + 100, { steps: 5 });
    await p.screenshot({ path: OUT + "drag.png" }); await p.mouse.up(); await p.waitForTimeout(500); await p.screenshot({ path: OUT + "refused.png" }); await axe(p, "refused");
  },
  create: async () => {
    const p = await open(); await p.waitForSelector("[data-visit]"); await p.keyboard.press("n"); await p.waitForTimeout(500);
    await p.getByLabel("Time", { exact: true }).fill("10:00"); await p.getByRole("radio").first().click(); await p.waitForTimeout(500); await p.screenshot({ path: OUT + "create.png" }); await axe(p, "create");
    await p.getByRole("button", { name: "Block time" }).click(); await p.waitForTimeout(300); await p.screenshot({ path: OUT + "block.png" }); await axe(p, "block");
  },
  series: async () => {
    const p = await open({ lang: "de", height: 1200 }); await p.waitForSelector("[data-visit]"); await p.keyboard.press("n"); await p.waitForTimeout(500);
    await p.getByLabel("Uhrzeit", { exact: true }).fill("10:00"); await p.getByRole("radio").first().click();
    await p.getByRole("button", { name: /Wiederholen/ }).click(); await p.getByRole("option", { name: "Jede Woche" }).click();
    await p.getByRole("dialog").getByRole("button", { name: /Tierarzt|Tierärztin|Wer zuerst/ }).first().click(); await p.getByRole("option", { name: /Lindqvist/ }).click();
    await p.getByRole("button", { name: "Die Tage ansehen" }).click(); await p.waitForTimeout(500); await p.screenshot({ path: OUT + "series.png" }); await axe(p, "series");
  },
  board: async () => { for (const [n, o] of [["board", {}], ["board-de-dark", { lang: "de", scheme: "dark", width: 820, height: 1200 }], ["board-phone", { width: 390, height: 1100 }]]) { const p = await open({ ...o, path: "/desk/c1/board" }); await p.waitForSelector("[data-card]"); await p.screenshot({ path: OUT + n + ".png" }); await axe(p, n); } },
  decide: async () => { const p = await open(); await p.waitForSelector("[data-visit]"); await p.getByRole("button", { name: /request/ }).click(); await p.waitForTimeout(500); await p.screenshot({ path: OUT + "decide.png" }); await axe(p, "decide"); await p.getByRole("button", { name: /Waitlist/ }).click(); await p.waitForTimeout(200); await p.screenshot({ path: OUT + "waitlist.png" }); await axe(p, "waitlist"); },
  daymove: async () => { const p = await open(); await p.waitForSelector("[data-visit]"); await p.getByRole("button", { name: "Move a day" }).click(); await p.getByRole("button", { name: "Look for new times" }).click(); await p.waitForTimeout(500); await p.screenshot({ path: OUT + "daymove.png" }); await axe(p, "daymove"); },
  print: async () => { const p = await open(); await p.waitForSelector("[data-visit]"); await p.pdf({ path: OUT + "print.pdf", landscape: true, printBackground: true }); await p.emulateMedia({ media: "print" }); await p.screenshot({ path: OUT + "print.png", fullPage: true }); },
};
for (const [name, run] of Object.entries(scenes)) if (want === "all" || want.split(",").includes(name)) { try { await run(); console.log("ok", name); } catch (e) { console.log("FAIL", name, e.message.slice(0, 400)); } }
await browser.close();
