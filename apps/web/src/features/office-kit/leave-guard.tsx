import { Modal } from 'antd';
import { useEffect, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useBlocker } from 'react-router';
import { kitText as t } from './kit-text.js';

interface LeaveGuard {
  /** The question itself; stands anywhere in the page. */
  readonly dialog: ReactNode;
  /** Lets the next navigation pass: what was typed is saved or meant to be dropped. */
  readonly allow: () => void;
}

/** Asks before unsaved changes are left, by a link, by going back or by closing the tab. */
export function useLeaveGuard(dirty: boolean): LeaveGuard {
  const allowed = useRef(false);
  return {
    // Only while there is something to lose: the router knows one blocker at a time.
    dialog: dirty ? <LeaveQuestion allowed={allowed} /> : null,
    allow: () => {
      allowed.current = true;
    },
  };
}

function LeaveQuestion({ allowed }: { readonly allowed: RefObject<boolean> }) {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (!allowed.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [allowed]);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => !allowed.current && currentLocation.pathname !== nextLocation.pathname,
  );
  return (
    <Modal
      open={blocker.state === 'blocked'}
      title={t('leave.title')}
      okText={t('leave.go')}
      okButtonProps={{ danger: true }}
      cancelText={t('leave.stay')}
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      <p>{t('leave.text')}</p>
    </Modal>
  );
}
