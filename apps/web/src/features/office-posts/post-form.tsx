import { useQueryClient } from '@tanstack/react-query';
import { Checkbox, Form, Input, Select } from 'antd';
import { api } from '../../shared/api/client.js';
import type { Post } from '../../shared/api/types.js';
import { tagOf } from '../office-kit/etag.js';
import { FormDrawer } from '../office-kit/form-drawer.js';
import { kitText } from '../office-kit/kit-text.js';
import { postText as t } from './text.js';

type PostValues = Pick<Post, 'name' | 'highRisk' | 'underground' | 'dangerousSurface' | 'requiredCertificates'> & {
  active?: boolean;
};

const valuesOf = ({
  name,
  highRisk,
  underground,
  dangerousSurface,
  requiredCertificates,
  active,
}: Post): PostValues => ({ name, highRisk, underground, dangerousSurface, requiredCertificates, active });

interface PostFormProps {
  readonly open: boolean;
  readonly post: Post | null;
  readonly organisationId: string | null;
  readonly onClose: () => void;
}

/** A new post, or one being changed. */
export function PostForm({ open, post, organisationId, onClose }: PostFormProps) {
  const client = useQueryClient();
  return (
    <FormDrawer<PostValues>
      open={open}
      onClose={onClose}
      title={t(post ? 'edit' : 'add')}
      initial={
        post
          ? valuesOf(post)
          : { highRisk: false, underground: false, dangerousSurface: false, requiredCertificates: [] }
      }
      {...(post
        ? {
            version: post.version,
            latest: () =>
              api.get<Post>(`/posts/${post.id}`).then((now) => ({ version: now.version, values: valuesOf(now) })),
          }
        : {})}
      save={async ({ active, ...values }, version) => {
        if (post) await api.patch(`/posts/${post.id}`, { body: { ...values, active }, ifMatch: tagOf(version) });
        else await api.post('/posts', { body: { ...values, organisationId } });
        await client.invalidateQueries({ queryKey: ['office'] });
      }}
    >
      <Form.Item
        name="name"
        label={t('name')}
        rules={[{ required: true, whitespace: true, message: kitText('required') }]}
      >
        <Input maxLength={50} />
      </Form.Item>
      <Form.Item name="highRisk" valuePropName="checked">
        <Checkbox>{t('highRisk')}</Checkbox>
      </Form.Item>
      <Form.Item name="underground" valuePropName="checked">
        <Checkbox>{t('underground')}</Checkbox>
      </Form.Item>
      <Form.Item name="dangerousSurface" valuePropName="checked">
        <Checkbox>{t('dangerousSurface')}</Checkbox>
      </Form.Item>
      <Form.Item name="requiredCertificates" label={t('certificates')} extra={t('certificates.hint')}>
        <Select mode="tags" aria-label={t('certificates')} open={false} suffixIcon={null} />
      </Form.Item>
      {post ? (
        <Form.Item name="active" valuePropName="checked">
          <Checkbox>{t('active')}</Checkbox>
        </Form.Item>
      ) : null}
    </FormDrawer>
  );
}
