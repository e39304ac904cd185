/** Longest side that the server keeps, in pixels: boxes and ticks of an A4 sheet are still clear. */
const SIDE = 2000;
const QUALITY = 0.85;

/** A camera's photo, small enough for a slow line; what the browser cannot read goes as it is, for the server to say why not. */
export async function shrinkPhoto(file: File): Promise<File> {
  const picture = await createImageBitmap(file).catch(() => null);
  const scale = picture ? SIDE / Math.max(picture.width, picture.height) : 1;
  if (!picture || scale >= 1) return file;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  return blob ? new File([blob], file.name, { type: blob.type }) : file;
}
