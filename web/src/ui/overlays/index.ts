export { ComboboxBody } from "./combobox-body";
export { DialogBody } from "./dialog-body";
export { MenuBody } from "./menu-body";
export { MultiComboboxBody } from "./multi-combobox-body";
export { PopoverBody } from "./popover-body";
