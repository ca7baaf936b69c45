import { expect, test } from 'vitest';
import { useBrowser, visitDashboard, visitSandbox } from './visit.ts';

useBrowser();

/** Sets what this run makes apart from what an earlier one has left. */
const RUN = Date.now().toString(36).slice(-4);

test('an item is made, its card is in the shop channel, and its stock is changed', async () => {
  const { on: dashboard, page, check } = await visitDashboard();
  const name = `Rope ladder ${RUN}`;
  await dashboard.open('shop');
  await dashboard.button('New item').click();
  await dashboard.dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dashboard.button('Make the item').click();
  await dashboard.dialog.getByText('Please fill this in').waitFor();
  await dashboard.dialog.getByRole('textbox', { name: 'Price' }).fill('35');
  await dashboard.dialog.getByRole('textbox', { name: 'Stock' }).fill('3');
  await page.keyboard.press('Control+s');
  await dashboard.told(`${name} is on sale`);
  await dashboard.dialog.waitFor({ state: 'detached' });
  await dashboard.act(name, 'Change the stock');
  await dashboard.dialog.getByText('Add', { exact: true }).click();
  await dashboard.dialog.getByRole('textbox', { name: 'Pieces' }).fill('4');
  await dashboard.dialog.getByText('Now: 3. Afterwards: 7').waitFor();
  await dashboard.button('Save').click();
  await dashboard.told('is changed');
  await dashboard.row(name).getByRole('cell', { name: '7', exact: true }).waitFor();
  await dashboard.row(name).getByText('In step').waitFor();
  check();

  const { on: sandbox, page: discord } = await visitSandbox();
  await sandbox.open('mika', 'shop');
  await sandbox.message(name).getByText('7').first().waitFor();
  await dashboard.act(name, 'Take off sale');
  await dashboard.told('is off sale');
  await discord.locator('.sb-row').filter({ hasText: name }).getByRole('button', { name: 'Buy 1' }).waitFor({ state: 'detached' });
});

test('a task is made, posted and closed', async () => {
  const { on: dashboard, check } = await visitDashboard();
  const name = `Paint the pier ${RUN}`;
  await dashboard.open('tasks');
  await dashboard.button('New task').click();
  await dashboard.dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dashboard.dialog.getByRole('textbox', { name: 'Coins' }).fill('45');
  await dashboard.button('Make the task').click();
  await dashboard.told(`${name} is open`);
  const active = dashboard.main.getByRole('region', { name: 'Active' });
  await active.getByRole('link', { name }).waitFor();
  const { on: sandbox } = await visitSandbox();
  await sandbox.open('mika', 'tasks');
  await sandbox.message(name).getByRole('button', { name: 'Claim' }).waitFor();

  await dashboard.act(name, 'Close the task');
  await dashboard.dialog.getByRole('radio', { name: 'Are given back' }).check();
  await dashboard.button('Close the task').click();
  await dashboard.told(`${name} is closed`);
  await dashboard.main.getByRole('region', { name: 'Closed' }).getByRole('link', { name }).waitFor();
  await active.getByRole('link', { name }).waitFor({ state: 'detached' });
  await sandbox.message(name).getByRole('button', { name: 'Claim', disabled: true }).waitFor();
  check();
});

test('an announcement is posted, and stands in its channel', async () => {
  const { on: dashboard, page, check } = await visitDashboard();
  await dashboard.open('announcements?new=1');
  await dashboard.dialog.getByRole('textbox', { name: 'Title' }).fill(`Low tide ${RUN}`);
  await dashboard.dialog.getByRole('textbox', { name: 'Text' }).fill('The quay is **closed** until noon.');
  await page.locator('strong').filter({ hasText: 'closed' }).waitFor();
  await dashboard.button('Post now').click();
  await dashboard.told('on its way');
  await dashboard.row(`Low tide ${RUN}`).getByText('Posted').waitFor();
  await dashboard.row(`Low tide ${RUN}`).getByText('In step').waitFor();
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Calendar').click();
  await page.getByText(`Low tide ${RUN}`).first().waitFor();
  check();
  const { on: sandbox } = await visitSandbox();
  await sandbox.open('mika', 'announcements');
  await sandbox.message(`Low tide ${RUN}`).getByText('closed').waitFor();
});

test('an embed is made with its preview beside it, undone and redone, and posted', async () => {
  const { on: dashboard, page, check } = await visitDashboard();
  const name = `ferry ${RUN}`;
  await dashboard.open('embeds?new=1');
  await dashboard.dialog.getByRole('textbox', { name: 'Name' }).first().fill(name);
  await dashboard.dialog.getByRole('textbox', { name: 'Title' }).fill(`Ferry times ${RUN}`);
  const drawn = page.getByText(`Ferry times ${RUN}`);
  await drawn.waitFor();
  await page.getByRole('button', { name: 'Undo (Ctrl+Z)' }).click();
  await drawn.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Redo (Ctrl+Shift+Z)' }).click();
  await drawn.waitFor();
  await dashboard.button('Keep the template').click();
  await dashboard.told(`${name} is kept`);
  await dashboard.act(name, 'Post a copy');
  await dashboard.pick(dashboard.dialog.getByRole('combobox', { name: 'Channel' }), 'general', 'general');
  await dashboard.button('Post').click();
  await dashboard.told('The copy is on its way');
  check();
  const { on: sandbox } = await visitSandbox();
  await sandbox.open('mika', 'general');
  await sandbox.message(`Ferry times ${RUN}`).waitFor();
});

test('a command of the server\'s own is made and answers in Discord', async () => {
  const { on: dashboard, page, check } = await visitDashboard();
  const name = `tide-${RUN}`;
  await dashboard.open('commands');
  await dashboard.button('New command').first().click();
  await dashboard.dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dashboard.dialog.getByRole('textbox', { name: 'Answer' }).fill('High water at nine, ');
  await page.getByRole('button', { name: 'Insert {name}' }).click();
  await dashboard.button('Make the command').click();
  await dashboard.told(`/${name} is made`);
  await dashboard.row(`/${name}`).waitFor();
  const { on: sandbox, page: discord } = await visitSandbox();
  await sandbox.open('mika', 'general');
  await sandbox.entry.fill(`/${name}`);
  await discord.getByRole('option', { name: new RegExp(name) }).waitFor();
  await sandbox.command(`/${name}`);
  await sandbox.message('High water at nine, Mika').waitFor();

  await dashboard.act(`/${name}`, 'Remove');
  await dashboard.dialog.getByRole('button', { name: 'Remove' }).click();
  await dashboard.told(`/${name} is removed`);
  check();
});

test('the currency gets another name and symbol, and Discord uses them', async () => {
  const { on: dashboard, page, check } = await visitDashboard();
  await dashboard.open('settings');
  const form = page.getByRole('form', { name: 'Currency' });
  const [name, symbol] = [form.getByRole('textbox', { name: 'Name' }), form.getByRole('textbox', { name: 'Symbol' })];
  const before = [await name.inputValue(), await symbol.inputValue()] as const;
  const save = async (values: readonly [string, string]): Promise<void> => {
    await name.fill(values[0]);
    await symbol.fill(values[1]);
    await page.getByRole('region', { name: 'There are unsaved changes' }).getByRole('button', { name: 'Save' }).click();
    await page.getByRole('region', { name: 'There are unsaved changes' }).waitFor({ state: 'detached' });
  };
  await name.fill('doubloons');
  await page.getByRole('link', { name: 'Members', exact: true }).click();
  await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Stay' }).click();
  await save(['doubloons', '🪙']);
  const { on: sandbox } = await visitSandbox();
  await sandbox.open('mika', 'general');
  await sandbox.command('/balance');
  await sandbox.message('Wallet of Mika').getByText('🪙').first().waitFor();
  await save(before);
  await sandbox.command('/balance');
  await sandbox.message('Wallet of Mika').getByText(before[1]).first().waitFor();
  expect(await name.inputValue()).toBe(before[0]);
  check();
});
