import { findZones, knownZones, type ZoneChoice, zoneChoice } from "../lib/zones";
import { Combobox, type ComboboxOption } from "./combobox";
import type { FieldProps } from "./field";

interface Props extends FieldProps {
  /** IANA name; empty for none. */
  value: string;
  onChange: (zone: string) => void;
  /** Offers to choose none, for whoever follows the workspace. */
  clearable?: boolean | undefined;
  placeholder?: string | undefined;
  disabled?: boolean | undefined;
  className?: string | undefined;
}

/** A time zone, found by WIB, WITA, WIT, a city or its IANA name. */
export function ZoneField({ value, onChange, ...field }: Props) {
  return (
    <Combobox
      {...field}
      options={[]}
      find={(query) => findZones(query, knownZones()).map(option)}
      value={value ? option(zoneChoice(value)) : null}
      onChange={(chosen) => onChange(chosen?.value ?? "")}
    />
  );
}

function option({ id, label, hint }: ZoneChoice): ComboboxOption {
  return { value: id, label, hint };
}
