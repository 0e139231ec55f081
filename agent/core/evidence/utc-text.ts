const DAY_MS = 86_400_000;

/** '2026-03-01' for milliseconds since 1970 UTC, in the Gregorian calendar. Own arithmetic: core has no clock. */
export function isoDate(utcMs: number): string {
  // Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days
  const days = Math.floor(utcMs / DAY_MS) + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) /
      365,
  );
  const ofYear =
    ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
}

/** '2026-03-01T08:30:00.250Z'; fractions of a millisecond are cut off. */
export function isoUtc(utcMs: number): string {
  const whole = Math.floor(utcMs);
  const ofDay = ((whole % DAY_MS) + DAY_MS) % DAY_MS;
  const part = (unitMs: number, count: number) => Math.floor(ofDay / unitMs) % count;
  const time = [part(3_600_000, 24), part(60_000, 60), part(1000, 60)].map((n) => digits(n, 2));
  return `${isoDate(whole)}T${time.join(':')}.${digits(ofDay % 1000, 3)}Z`;
}

function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}
