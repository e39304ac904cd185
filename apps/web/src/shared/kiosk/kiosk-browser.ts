const KEY = 'zhian.kiosk';

/** Is this browser a shared device? Says only which page to open; what it may do its credential says. */
export function isKioskBrowser(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

export function markKioskBrowser(kiosk: boolean): void {
  try {
    if (kiosk) localStorage.setItem(KEY, '1');
    else localStorage.removeItem(KEY);
  } catch {
    // Without storage the address is typed by hand.
  }
}
