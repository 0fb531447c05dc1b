import { admins } from "./admins.ts";
import { guests, labs, newcomers } from "./guests.ts";
import { imports } from "./imports.ts";
import { account, appointments } from "./members.ts";
import { oneAppointment } from "./one_appointment.ts";
import { offline, troubles } from "./troubles.ts";
import { Walk } from "./walk.ts";

const LEGS = [
  guests,
  newcomers,
  labs,
  appointments,
  oneAppointment,
  imports,
  account,
  admins,
  troubles,
  offline,
];

/** Every page of the app in all its states; a test sees to it that none is missing. Who takes the tour ends it. */
export async function tour(): Promise<Walk> {
  const walk = new Walk();
  for (const leg of LEGS) await leg(walk);
  return walk;
}
