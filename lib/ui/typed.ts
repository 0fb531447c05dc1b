type Control = HTMLInputElement & HTMLSelectElement;

/** Whether a form of the page holds what its person has typed or chosen, or what was refused and stands there again. */
export function hasTyped(): boolean {
  return [...document.querySelectorAll<Control>("input, textarea, select")].some(isChanged);
}

/** Passwords do not count: typing one again is no loss. */
function isChanged(control: Control): boolean {
  if (control.ariaInvalid) return true;
  // Of a list that says no default, browsers choose the first entry.
  if (control.options) {
    return [...control.options].some((one) =>
      one.selected && one.index > 0 && !one.defaultSelected
    );
  }
  return control.checked !== control.defaultChecked ||
    !/box|radio|pass/.test(control.type) && control.value !== control.defaultValue;
}
