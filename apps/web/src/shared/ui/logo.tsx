const roof = 'M5.6 27v-2.6c0-5.3 3.7-8.6 9-8.6h18.8c5.3 0 9 3.3 9 8.6V27';
const tick = 'm14.2 33.4 7.7 8.2 13-15.4';

/** The mark alone; the name stands next to it. Colours follow the ground: `brand` on paper, `light` on azurite. */
export function LogoMark({ size = 24, tone = 'brand' }: { size?: number; tone?: 'brand' | 'light' }) {
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="6.9" r="4.1" fill="var(--lamp)" />
      <g
        fill="none"
        stroke={tone === 'light' ? '#FFFFFF' : 'var(--azure-700)'}
        strokeWidth="4.9"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d={roof} />
        <path d={tick} />
      </g>
    </svg>
  );
}

/** The roof large and faint, as on sign-in. */
export function RoofWatermark({ className }: { className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 48 48" aria-hidden="true">
      <g
        fill="none"
        stroke="#FFFFFF"
        strokeOpacity=".07"
        strokeWidth="4.9"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d={roof} />
        <path d={tick} />
      </g>
      <circle cx="24" cy="6.9" r="4.1" fill="var(--lamp)" />
    </svg>
  );
}
