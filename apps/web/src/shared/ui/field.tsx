import { Eye, EyeOff } from 'lucide-react';
import { useId, useState, type InputHTMLAttributes, type Ref } from 'react';
import './field.css';

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  /** Under the field; announced with it. */
  error?: string | undefined;
  hint?: string | undefined;
  ref?: Ref<HTMLInputElement>;
  /** Inside the field, at the end. */
  end?: React.ReactNode;
}

/** A labelled input with its message underneath (ui.md §9). */
export function Field({ label, error, hint, end, ref, ...input }: FieldProps) {
  const id = useId();
  const described = error || hint ? `${id}-note` : undefined;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className={`field-box ${error ? 'field-bad' : ''}`}>
        <input id={id} ref={ref} aria-invalid={error ? true : undefined} aria-describedby={described} {...input} />
        {end}
      </div>
      {described ? (
        <p id={described} className={error ? 'field-error' : 'field-hint'}>
          {error ?? hint}
        </p>
      ) : null}
    </div>
  );
}

/** A password field whose text can be shown: nobody types fifteen characters blind with gloves on. */
export function PasswordField({ show, hide, ...props }: FieldProps & { show: string; hide: string }) {
  const [visible, setVisible] = useState(false);
  return (
    <Field
      {...props}
      type={visible ? 'text' : 'password'}
      end={
        <button
          type="button"
          className="field-eye"
          aria-label={visible ? hide : show}
          onClick={() => setVisible(!visible)}
        >
          {visible ? <EyeOff size={22} strokeWidth={1.75} /> : <Eye size={22} strokeWidth={1.75} />}
        </button>
      }
    />
  );
}
