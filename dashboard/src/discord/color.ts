/** What WCAG AA asks of small text. */
const READABLE = 4.5;
const STEP = 0.06;

/** A colour number of the API as #rrggbb. */
export function colorText(color: number): string {
  return `#${color.toString(16).padStart(6, '0')}`;
}

type Rgb = [number, number, number];

function rgbOf(color: string): Rgb {
  const number = Number.parseInt(color.slice(1), 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
}

function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)) as Rgb; // map keeps the length
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours (#rrggbb), 1 to 21. */
export function contrast(left: string, right: string): number {
  const [light, dark] = [luminance(rgbOf(left)), luminance(rgbOf(right))].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** A colour that a server chose, darkened or lightened until it can be read on `back`. Both as #rrggbb. */
export function readableOn(color: string, back: string): string {
  const target = luminance(rgbOf(back)) > 0.4 ? 0 : 255;
  let rgb = rgbOf(color);
  const text = (): string => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
  for (let share = 0; share < 1 && contrast(text(), back) < READABLE; share += STEP) {
    rgb = rgb.map((part) => part + (target - part) * STEP * 2) as Rgb; // map keeps the length
  }
  return text();
}
