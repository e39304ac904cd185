import type { ThemeConfig } from 'antd';
import theme from './antd-theme.json';

/** The design guide's values for antd (ui.md section 7); the file is a copy of the guide's. */
export const officeTheme: ThemeConfig = {
  cssVar: { key: theme.cssVar.key },
  hashed: theme.hashed,
  token: theme.token,
  components: theme.components,
};
