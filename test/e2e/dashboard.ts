import type { Locator, Page } from '../../dashboard/test/browser.ts';
import { DEMO } from '../../scripts/sandbox/demo.ts';
import { takePicture } from './picture.ts';

/** The dashboard as staff uses it: with keyboard and mouse, by what is written there. */
export class DashboardPage {
  readonly page: Page;
  private readonly url: string;

  constructor(page: Page, url: string) {
    this.page = page;
    this.url = url;
  }

  /** Goes to an address of a server as from a bookmark, whatever comes of it. */
  async visit(path: string, server: string = DEMO.guild): Promise<void> {
    await this.page.goto(`${this.url}/s/${server}/${path}`);
  }

  /** Opens a section of the demo server, or what is below it. */
  async open(path: string): Promise<void> {
    await this.visit(path);
    await this.main.getByRole('heading', { level: 1 }).waitFor();
  }

  /** Goes to another section by the navigation. */
  async go(section: string): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: section, exact: true }).click();
    await this.main.getByRole('heading', { level: 1, name: section }).waitFor();
  }

  async signIn(username: string, password: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'User name' }).fill(username);
    await this.page.getByLabel(/^Password/).fill(password);
    await this.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  }

  get main(): Locator {
    return this.page.getByRole('main');
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** The row of a table that holds this text. */
  row(text: string): Locator {
    return this.main.getByRole('row').filter({ hasText: text });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Does one of the things that the menu of a record offers. */
  async act(record: string, act: string): Promise<void> {
    await this.button(`What to do with ${record}`).or(this.button(`What can be done with ${record}`)).click();
    await this.page.getByRole('menuitem', { name: act, exact: true }).click();
  }

  /** Picks from a list that opens under a field, after typing what it is searched by. */
  async pick(field: Locator, typed: string, option: string): Promise<void> {
    await field.click();
    await field.fill(typed);
    await this.page.getByRole('option', { name: option }).first().click();
  }

  /** Waits for the notice that tells of it. */
  async told(text: string | RegExp): Promise<void> {
    await this.page.getByRole('alert').filter({ hasText: text }).waitFor();
  }

  /** Waits until the page hears of changes by itself. */
  async live(): Promise<void> {
    await this.page.getByRole('banner').getByRole('status').filter({ hasText: 'Live' }).waitFor();
  }

  picture(name: string): Promise<void> {
    return takePicture(this.page, name);
  }
}
