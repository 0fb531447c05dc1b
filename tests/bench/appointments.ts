import type { Visitor } from "../support/visitor.ts";

/** Fills somebody's book, and shows them that it is filled. */
export async function addAppointments(visitor: Visitor, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const day = String(i % 28 + 1).padStart(2, "0");
    await visitor.submit("/appointments/new", {
      title: `Appointment ${i + 1}`,
      starts_at: `2099-01-${day}T09:00`,
      ends_at: `2099-01-${day}T09:30`,
      location: "High Street 4",
    });
  }
  await visitor.get("/appointments");
}
