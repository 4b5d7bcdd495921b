// runtut in Visual Studio Code: starts `runtut lsp` and asks for the reason where a finding is dismissed.
"use strict";

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function options() {
  const { published, lang, pause } = vscode.workspace.getConfiguration("runtut");
  return { published, lang, pause, askReason: true };
}

async function start() {
  const settings = vscode.workspace.getConfiguration("runtut");
  const [command, ...args] = settings.get("command");
  client = new LanguageClient(
    "runtut",
    "runtut",
    { command, args },
    {
      documentSelector: settings.get("languages").flatMap((language) => [
        { scheme: "file", language },
        { scheme: "untitled", language },
      ]),
      initializationOptions: options(),
      synchronize: {
        configurationSection: "runtut",
        fileEvents: vscode.workspace.createFileSystemWatcher("**/{runtut.toml,runtut-baseline.toml}"),
      },
    },
  );
  try {
    await client.start();
  } catch (error) {
    vscode.window.showErrorMessage(
      `runtut could not be started (${error.message}). Install it with: pip install 'runtut[lsp]', ` +
        "or give its path in the setting runtut.command.",
    );
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running && running.isRunning()) await running.stop();
}

async function askReason(uri, fingerprint, code) {
  const reason = await vscode.window.showInputBox({
    title: `runtut ${code}`,
    prompt: vscode.env.language.startsWith("id") ? "Mengapa ini boleh tetap begini?" : "Why may this stay as it is?",
    validateInput: (text) => (text.trim() ? undefined : " "),
  });
  if (!reason || !client) return;
  await client.sendRequest("workspace/executeCommand", { command: "runtut.dismiss", arguments: [uri, fingerprint, reason] });
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("runtut.askReason", askReason),
    vscode.commands.registerCommand("runtut.restart", async () => {
      await stop();
      await start();
    }),
    { dispose: stop },
  );
  await start();
}

module.exports = { activate, deactivate: stop };
