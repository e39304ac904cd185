export { Status, StatusShape, Chip, type StatusKind } from './status.js';
export { Frac, Bar } from './frac.js';
export { Button, ButtonLink, type ButtonKind } from './button.js';
export { Card } from './card.js';
export { Empty, ErrorBlock, Skeleton, Band, useAfter } from './states.js';
export { TopBar } from './top-bar.js';
export { Sheet } from './sheet.js';
export { Field, PasswordField } from './field.js';
export { EnlargeButton, Picture, PictureImage, type PictureProps } from './picture.js';
