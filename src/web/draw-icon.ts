import { copyFileSync, writeFileSync } from 'node:fs';
import { createCanvas, loadImage } from '@napi-rs/canvas';

/** The length of the picture's sides, in pixels: Slack takes 512 to 2000. */
const SIZE = 1024;

/** Draws the icon as a PNG for Slack's page of the app. */
export async function drawIcon(svg: string | Buffer): Promise<Buffer> {
  const canvas = createCanvas(SIZE, SIZE);
  const image = await loadImage(Buffer.from(svg));
  canvas.getContext('2d').drawImage(image, 0, 0, SIZE, SIZE);
  return canvas.toBuffer('image/png');
}

/** Copies the icon beside the compiled files, and writes its PNG into the folder above them, as part of the build. */
export async function buildIcon(source: string, built: URL): Promise<void> {
  copyFileSync(source, new URL('src/web/icon.svg', built));
  const { ICON } = await import('./icon.js');
  writeFileSync(new URL('icon.png', built), await drawIcon(ICON));
}
