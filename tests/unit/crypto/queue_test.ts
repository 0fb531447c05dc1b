import { assertEquals, assertRejects } from "@std/assert";
import { createLines, createQueue, QueueFullError } from "@/lib/crypto/queue.ts";

Deno.test("a queue runs so many at once, lets so many wait in order, and refuses the rest", async () => {
  const run = createQueue({ running: 2, waiting: 1 });
  const gates = [0, 1, 2].map(() => Promise.withResolvers<void>());
  const order: number[] = [];
  const tasks = gates.map((gate, index) =>
    run(async () => {
      order.push(index);
      await gate.promise;
    })
  );
  await assertRejects(() => run(() => Promise.resolve()), QueueFullError);
  assertEquals(order, [0, 1]);
  gates[0]!.resolve();
  await tasks[0];
  await Promise.resolve();
  assertEquals(order, [0, 1, 2]);
  gates.forEach((gate) => gate.resolve());
  await Promise.all(tasks);
  assertEquals(await run(() => Promise.resolve("free again")), "free again");
});

Deno.test("a task that fails gives its place back", async () => {
  const run = createQueue({ running: 1, waiting: 0 });
  await assertRejects(() => run(() => Promise.reject(new Error("no"))), Error, "no");
  assertEquals(await run(() => Promise.resolve(1)), 1);
});

Deno.test("in lines, tasks of one key go one after the other, and other keys do not wait for them", async () => {
  const run = createLines({ waiting: 1 });
  const gate = Promise.withResolvers<void>();
  const order: string[] = [];
  const task = (name: string) => async () => {
    order.push(name);
    await gate.promise;
  };
  const tasks = [run("ada", task("first")), run("ada", task("second")), run("bo", task("bo"))];
  await assertRejects(() => run("ada", task("third")), QueueFullError);
  assertEquals(order, ["first", "bo"]);
  gate.resolve();
  await Promise.all(tasks);
  assertEquals(order, ["first", "bo", "second"]);
  await assertRejects(() => run("ada", () => Promise.reject(new Error("no"))), Error, "no");
  assertEquals(await run("ada", () => Promise.resolve("free again")), "free again");
});
