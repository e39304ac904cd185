import { useQueryClient } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { useExamCrumbs } from '../../office-kit/exam-crumbs.js';
import { LinkButton } from '../../office-kit/link-button.js';
import { OfficePage } from '../../office-kit/office-page.js';
import { QueryBlock } from '../../office-kit/query-block.js';
import { keyingKey, papersKey, useKeyingForm, type KeyingForm } from './api.js';
import { KeyInForm } from './key-in-form.js';
import { SheetPhotos } from './sheet-photos.js';
import { SettleForm } from './settle-form.js';
import { papersText as t } from './text.js';
import './papers.css';

/** Keying in of one paper, by the first or the second person, and settling what the two read differently. */
export function KeyInPage() {
  const { number = '' } = useParams();
  const form = useKeyingForm(number);
  const title = t('key.title', { number: form.data?.number ?? number.toUpperCase() });
  const exam = form.data ? { id: form.data.examSessionId, title: form.data.title } : null;
  const crumbs = useExamCrumbs(exam);
  const list = exam ? `/office/exams/${exam.id}/papers` : '/office/invigilation';
  return (
    <OfficePage
      crumbs={[...crumbs, ...(exam ? [{ title: t('title'), to: list }] : []), { title }]}
      title={title}
      note={form.data ? [form.data.name, form.data.unit].filter(Boolean).join(' · ') : undefined}
      actions={<LinkButton to={list}>{t('key.back')}</LinkButton>}
    >
      <QueryBlock query={form}>{(found) => <KeyInBody key={found.number} given={number} form={found} />}</QueryBlock>
    </OfficePage>
  );
}

/** `given`: the number as it stands in the address, under which the form is kept. */
function KeyInBody({ given, form }: { readonly given: string; readonly form: KeyingForm }) {
  const client = useQueryClient();
  const changed = (next: KeyingForm): void => {
    client.setQueryData(keyingKey(given), next);
    void client.invalidateQueries({ queryKey: papersKey(form.examSessionId) });
  };
  const said = messageOf(form);
  return (
    <div className="op-desk">
      {said ? (
        <section className="ok-card op-said" role="status">
          <h2>{said.title}</h2>
          <p>{said.text}</p>
        </section>
      ) : form.status === 'differs' ? (
        <SettleForm form={form} onChanged={changed} />
      ) : (
        <KeyInForm form={form} onChanged={changed} />
      )}
      {form.status === 'void' ? null : <SheetPhotos given={given} form={form} />}
    </div>
  );
}

function messageOf(form: KeyingForm): { title: string; text: string } | null {
  const reason = form.reason ?? '';
  if (form.status === 'keyed') return { title: t('key.keyed.title'), text: t('key.keyed.text') };
  if (form.status === 'void') return { title: t('key.void.title'), text: t('key.void.text', { reason }) };
  if (form.status === 'closed') return { title: t('key.closed.title'), text: t('key.closed.text', { reason }) };
  if (form.overdue) return { title: t('status.overdue'), text: t('key.overdue') };
  if (form.status === 'differs')
    return form.mine ? { title: t('key.third.title'), text: t('key.third.text', { number: form.number }) } : null;
  if (form.mine?.finished) return { title: t('key.done.title'), text: t('key.done.text') };
  if (!form.mine && form.keyings.length === 2)
    return {
      title: t('key.two.title'),
      text: t('key.two.text', { names: form.keyings.map((keying) => keying.name).join('、') }),
    };
  return null;
}
