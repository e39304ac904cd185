import { App, Button, Drawer, Form } from 'antd';
import type { FormInstance } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { Problem } from '../../shared/api/problem.js';
import { ConflictNotice } from './conflict-notice.js';
import { fieldErrors } from './field-errors.js';
import { kitText as t } from './kit-text.js';
import { useLeaveGuard } from './leave-guard.js';
import { RefusalNote } from './load-error.js';

interface FormDrawerProps<V extends object> {
  readonly open: boolean;
  readonly title: string;
  readonly note?: ReactNode;
  readonly initial: Partial<V>;
  readonly okText?: string;
  readonly size?: number;
  /** Saves; `version` is the one to match, undefined for something new. */
  readonly save: (values: V, version: number | undefined) => Promise<unknown>;
  /** The version the form was filled from. */
  readonly version?: number;
  /** Reads what is stored now, after somebody else changed it. */
  readonly latest?: () => Promise<{ version: number; values: Partial<V> }>;
  readonly onClose: () => void;
  readonly children: ReactNode | ((form: FormInstance<V>) => ReactNode);
}

/** A form at the side of its list. What was typed survives refusals, lost networks and changes by somebody else. */
export function FormDrawer<V extends object>(props: FormDrawerProps<V>) {
  const [form] = Form.useForm<V>();
  const formId = useId();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [touched, setTouched] = useState(false);
  // The version the form was filled from: a list refreshed in the background must not lift it over somebody else's change.
  const base = useRef(props.version);
  const guard = useLeaveGuard(props.open && touched);
  const { modal } = App.useApp();
  const { open, initial } = props;
  useEffect(() => {
    if (!open) return;
    form.resetFields();
    form.setFieldsValue(initial as Parameters<typeof form.setFieldsValue>[0]);
    setError(null);
    setTouched(false);
    base.current = props.version;
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the values of the moment of opening: later refreshes of the list must not overwrite what is being typed
  }, [open]);
  const close = (): void => {
    setTouched(false);
    props.onClose();
  };
  const leave = (): void => {
    if (!touched) return close();
    modal.confirm({
      title: t('leave.title'),
      content: t('leave.text'),
      okText: t('leave.go'),
      okButtonProps: { danger: true },
      cancelText: t('leave.stay'),
      // Enter pressed without reading loses nothing.
      autoFocusButton: 'cancel',
      icon: null,
      onOk: close,
    });
  };
  const run = async (version: number | undefined): Promise<void> => {
    setBusy(true);
    setError(null);
    try {
      await props.save(form.getFieldsValue(true) as V, version);
      close();
    } catch (refused) {
      const named = fieldErrors(refused);
      if (named.length > 0) form.setFields(named as Parameters<typeof form.setFields>[0]);
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const conflict = error instanceof Problem && error.status === 412 && props.latest !== undefined;
  return (
    <Drawer
      open={open}
      title={props.title}
      size={props.size ?? 520}
      onClose={leave}
      mask={{ closable: false }}
      destroyOnHidden
      footer={
        <div className="ok-drawer-foot">
          <Button onClick={leave}>{t('cancel')}</Button>
          <Button type="primary" htmlType="submit" form={formId} loading={busy}>
            {props.okText ?? t('save')}
          </Button>
        </div>
      }
    >
      {props.note}
      {conflict ? (
        <ConflictNotice
          onReload={async () => {
            const now = await props.latest?.();
            if (now) form.setFieldsValue(now.values as Parameters<typeof form.setFieldsValue>[0]);
            close();
          }}
          onKeep={async () => run((await props.latest?.())?.version)}
        />
      ) : (
        <RefusalNote error={error} />
      )}
      <Form<V>
        id={formId}
        form={form}
        layout="vertical"
        requiredMark
        onFinish={() => void run(base.current)}
        onValuesChange={() => setTouched(true)}
        scrollToFirstError={{ focus: true }}
        initialValues={initial}
      >
        {typeof props.children === 'function' ? props.children(form) : props.children}
      </Form>
      {guard.dialog}
    </Drawer>
  );
}
