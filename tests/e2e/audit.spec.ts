import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test, type Page } from '@playwright/test';
import { seriousFaults } from './support/axe';
import { OwnService } from './support/own-service';
import { BUILD } from './support/own-server';

let service: OwnService;
test.beforeAll(async () => {
  service = await OwnService.start();
});
test.afterAll(() => service?.stop());

const run = promisify(execFile);
/** The verifier, in a process of its own. @returns what it said, and how it ended */
async function verify(...args: string[]): Promise<{ code: number; said: string }> {
  try {
    const { stdout, stderr } = await run(process.execPath, [`${BUILD}/verify-audit.js`, ...args]);
    return { code: 0, said: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: stdout + stderr };
  }
}

/** An auditor signed in on this page, in a tenant where much was done on a device. */
async function auditor(page: Page, slug: string): Promise<void> {
  const tenantId = await service.tenant(slug);
  await service.signIn(
    page.context(),
    tenantId,
    await service.person(tenantId, 'auditor', `auditor@${slug}.example`, 'Aki Auditor')
  );
  const actions = ['log.imported', 'log.opened', 'log.exported', 'log.deleted'];
  const entries = Array.from({ length: 130 }, (_, seq) => ({
    seq,
    at: new Date().toISOString(),
    action: actions[seq % 4],
    events: 1000 + seq,
    ...(seq % 50 === 49 ? { result: 'failed' } : {})
  }));
  await page.goto(service.address);
  const status = await page.evaluate(
    async (body) =>
      (
        await fetch('/api/v1/audit/batch', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', 'X-Kiseki': '1' },
          body: JSON.stringify(body)
        })
      ).status,
    { deviceId: randomUUID(), entries }
  );
  expect(status).toBe(200);
}

for (const language of ['en', 'ja'] as const) {
  test(`the audit is filtered, and exported in three acts as a file that proves itself (${language})`, async ({ page }, info) => {
    await auditor(page, `audit-${language}`);
    await page.goto(`${service.address}/admin/audit?lang=${language}`);
    const rows = page.getByTestId('audit-row');
    // the acts on the device alone: the page records its device by itself
    const narrowed = page.waitForResponse((response) => response.url().includes('text=deviceSeq'));
    await page.getByTestId('audit-text').fill('deviceSeq');
    await narrowed;
    await expect(rows.first()).toContainText(language === 'ja' ? 'ログを開いた' : 'Opened a log');
    await expect(rows).toHaveCount(100);
    await page.getByTestId('audit-more').click();
    await expect(rows).toHaveCount(130);
    await page.getByTestId('audit-result').selectOption('failed');
    await expect(rows).toHaveCount(2);
    await page.getByTestId('audit-details').first().click();
    await expect(page.getByTestId('audit-entry')).toContainText('1099');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByTestId('audit-text').fill('nothing like this');
    await expect(page.getByTestId('audit-none')).toBeVisible();

    // three acts: export, the time, export
    await page.getByTestId('audit-export').click();
    const dialog = page.getByTestId('audit-export-dialog');
    await dialog.getByTestId('audit-span').selectOption('all');
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByTestId('audit-export-start').click()]);
    expect(download.suggestedFilename()).toMatch(/^audit-\d{8}T\d{6}Z\.csv$/);
    const file = info.outputPath('audit.csv');
    await download.saveAs(file);

    await page.getByTestId('audit-export').click();
    await dialog.locator('summary').click();
    const key = (await dialog.getByTestId('audit-key').textContent())!;
    const seen = info.outputPath('checkpoint.txt');
    writeFileSync(seen, (await dialog.getByTestId('audit-checkpoint').textContent())!);

    const bytes = readFileSync(file);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString();
    const count = /^#range,0,(\d+)\r$/m.exec(text)![1]!;
    expect(Number(count)).toBeGreaterThanOrEqual(130);
    expect(await verify(file, '--key', key)).toMatchObject({ code: 0, said: expect.stringContaining(`${count} records`) });
    const changed = info.outputPath('changed.csv');
    writeFileSync(changed, text.replace('log.deleted', 'log.opened'));
    expect(await verify(changed)).toMatchObject({
      code: 1,
      said: expect.stringContaining(`record ${/^(\d+),.*log\.deleted/m.exec(text)![1]} `)
    });
    // the download itself was recorded meanwhile: the file is older than the state that was seen after it
    expect(await verify(file, '--seen', seen)).toMatchObject({ code: 1, said: expect.stringContaining(`record ${count} `) });
  });
}

test('whoever may not read the audit is told so', async ({ page }) => {
  const tenantId = await service.tenant('audit-viewer');
  await service.signIn(page.context(), tenantId, await service.person(tenantId, 'viewer', 'viewer@example.com', 'Vi Viewer'));
  await page.goto(`${service.address}/admin/audit?lang=en`);
  await expect(page.getByTestId('admin-refused')).toBeVisible();
});
