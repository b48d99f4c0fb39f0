import { expect, test } from '@jest/globals';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { drawIcon } from '../../../src/web/draw-icon.js';
import { ICON } from '../../../src/web/icon.js';

test('the icon is drawn in the size that Slack takes, with transparent corners and a filled middle', async () => {
  const image = await loadImage(await drawIcon(ICON));
  expect([image.width, image.height]).toEqual([1024, 1024]);
  const context = createCanvas(1024, 1024).getContext('2d');
  context.drawImage(image, 0, 0);
  const alphaAt = (x: number, y: number) => context.getImageData(x, y, 1, 1).data[3];
  expect([alphaAt(2, 2), alphaAt(512, 512)]).toEqual([0, 255]);
});
