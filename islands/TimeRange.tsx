import { useEffect, useRef, useState } from "preact/hooks";
import { fieldValue, spanInWords, wallClock } from "@/lib/ui/span.ts";

/**
 * Stands in a form beside `starts_at`, `ends_at` and `all_day`, which work without it: says how long that is, takes the end
 * along with the start until somebody sets the end, and asks for days alone where times of day do not count.
 */
export default function TimeRange() {
  const output = useRef<HTMLOutputElement>(null);
  const [words, setWords] = useState("");
  useEffect(() => attend(output.current!.form!, setWords), []);
  return <output ref={output} class="time-range" for="starts_at ends_at">{words}</output>;
}

/** @param tell shows how long it is */
function attend(form: HTMLFormElement, tell: (words: string) => void): () => void {
  const control = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  const [start, end, allDay] = [control("starts_at"), control("ends_at"), control("all_day")];
  const switches = [dayOrTime(start, "T09:00"), dayOrTime(end, "T10:00")];
  let length = NaN;
  let isEndSet = false;

  const refresh = (target?: EventTarget | null) => {
    if (target === start && !isEndSet && length >= 0) {
      end.value = fieldValue(wallClock(start.value) + length, end.value) ?? end.value;
    }
    if (target === end) isEndSet = true;
    if (target === allDay) switches.forEach((change) => change(allDay.checked));
    if (target !== start) length = wallClock(end.value) - wallClock(start.value);
    tell(spanInWords(start.value, end.value));
  };
  const onInput = ({ target }: Event) => refresh(target);

  if (allDay.checked) switches.forEach((change) => change(true, true));
  refresh();
  form.addEventListener("input", onInput);
  return () => form.removeEventListener("input", onInput);
}

/**
 * Switches a field between a time and a day, and keeps the time of day for the way back.
 *
 * @param time for fields whose time of day nobody has ever set
 */
function dayOrTime(input: HTMLInputElement, time: string) {
  const { min, max } = input;
  return (isDay: boolean, isFirst = false) => {
    const isTyped = input.value !== input.defaultValue;
    const value = input.value || input.defaultValue; // a day alone is no value for a time
    if (!isFirst && value.length > 10) time = value.slice(10);
    const as = (text: string, time = text.slice(10)) =>
      text && text.slice(0, 10) + (isDay ? "" : time);
    input.type = isDay ? "date" : "datetime-local";
    input.min = as(min);
    input.max = as(max);
    input.value = as(value, time);
    if (!isTyped) input.defaultValue = input.value; // still as it came
  };
}
