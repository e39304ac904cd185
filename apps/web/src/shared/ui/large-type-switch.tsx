import { useCommonText } from '../i18n/common.js';
import { setLargeType, useLargeType } from './type-size.js';
import './large-type-switch.css';

/** 「大字」: one size larger, kept for this person on this device. */
export function LargeTypeSwitch() {
  const t = useCommonText();
  const large = useLargeType();
  return (
    <button
      type="button"
      role="switch"
      aria-checked={large}
      className="large-type"
      onClick={() => setLargeType(!large)}
    >
      <b className="large-type-glyph" aria-hidden="true">
        大
      </b>
      <span className="grow">
        {t('largeType')}
        <small className="mut">{t('largeTypeHow')}</small>
      </span>
      <i className={`large-type-switch ${large ? 'on' : ''}`} aria-hidden="true" />
    </button>
  );
}
