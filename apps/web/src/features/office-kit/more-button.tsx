import { Button } from 'antd';
import { kitText } from './kit-text.js';
import type { PagedList } from './paging.js';

/** Asks for the next page of a list; nothing where there is none. */
export function MoreButton({ list }: { readonly list: PagedList<unknown> }) {
  return list.more ? (
    <Button onClick={list.loadMore} loading={list.loadingMore}>
      {kitText('table.more')}
    </Button>
  ) : null;
}
