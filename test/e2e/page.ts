import type { Locator, Page } from '../../dashboard/test/browser.ts';
import { takePicture } from './picture.ts';

/** The sandbox page as somebody uses it: with keyboard and mouse, by what is written there. */
export class SandboxPage {
  readonly page: Page;
  private readonly url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.url = url;
  }

  async open(as: string, channel: string): Promise<void> {
    await this.page.goto(`${this.url}/?as=${as}&channel=${channel}`);
    await this.entry.waitFor();
  }

  /** Where one writes. */
  get entry(): Locator {
    return this.page.locator('.sb-input');
  }

  /** The newest message that holds this text. */
  message(text: string): Locator {
    return this.page.locator('.sb-row').filter({ hasText: text }).last();
  }

  /** Types a command and sends it; the options as Discord writes them when pasted. */
  async command(text: string): Promise<void> {
    await this.entry.fill(text);
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('button', { name: 'Send the command' }).press('Enter');
  }

  async openChannel(name: string): Promise<void> {
    // Something new adds a mark to the name.
    await this.page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${name}( |$)`) }).click();
  }

  /** The same where the list of channels may have to be opened first. */
  async openChannelOnAnyWidth(name: string): Promise<void> {
    const burger = this.page.getByRole('button', { name: 'Open the list of channels' });
    if (await burger.isVisible()) await burger.click();
    await this.openChannel(name);
  }

  async actAs(name: string): Promise<void> {
    const select = this.page.getByRole('combobox', { name: 'You are' }).or(this.page.getByRole('textbox', { name: 'You are' }));
    await select.click();
    await select.fill(name);
    await this.page.getByRole('option', { name }).first().click();
  }

  picture(name: string): Promise<void> {
    return takePicture(this.page, name);
  }
}
