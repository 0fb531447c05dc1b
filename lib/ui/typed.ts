type Control = HTMLInputElement & HTMLSelectElement;

/** What stands around words that were sent and are not saved yet: the next page shows them as its own. */
const UNSAVED = ".notice, [aria-invalid]";

/** Whether a form of the page holds what its person has typed or chosen, now or for the page before. */
export function hasTyped(): boolean {
  return !!document.querySelector(UNSAVED) ||
    [...document.querySelectorAll<Control>("input, textarea, select")].some(isChanged);
}

/** Passwords do not count: typing one again is no loss. */
function isChanged(control: Control): boolean {
  return [...control.options ?? []].some((one) => one.selected !== one.defaultSelected) ||
    control.checked !== control.defaultChecked ||
    !/box|radio|pass|select/.test(control.type) && control.value !== control.defaultValue;
}
