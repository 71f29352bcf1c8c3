import type { Locator, Page } from '@playwright/test';

/** A user whose acts are counted: a pointer act, a pressed key, a file handed over. Looking and waiting are none. */
export class CountedUser {
  acts = 0;

  constructor(readonly page: Page) {}

  async click(target: Locator): Promise<void> {
    this.acts++;
    await target.click();
  }

  async press(key: string): Promise<void> {
    this.acts++;
    await this.page.keyboard.press(key);
  }

  /** Drop a file onto the page, as the browser tells of it. */
  async drop(name: string, bytes: Uint8Array): Promise<void> {
    this.acts++;
    const data = await this.page.evaluateHandle(
      ([fileName, content]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([Uint8Array.from(content)], fileName));
        return transfer;
      },
      [name, [...bytes]] as const
    );
    for (const type of ['dragenter', 'dragover', 'drop']) await this.page.dispatchEvent('body', type, { dataTransfer: data });
  }
}

/** Tab (Shift+Tab) until the focus is on what the selector names: moving about with the keyboard is no act of its own. */
export async function tabTo(page: Page, selector: string, key = 'Tab'): Promise<void> {
  const isThere = (): Promise<boolean> => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  for (let step = 0; step < 200 && !(await isThere()); step++) await page.keyboard.press(key);
  if (!(await isThere())) throw new Error(`${key} does not lead to ${selector}`);
}
