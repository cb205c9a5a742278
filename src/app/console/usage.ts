/** Every command with what follows it; the first word tells commands from roles. */
export const usages = {
  'user add': `tongyuan user add --login LOGIN --name NAME [--role ROLE --scope SCOPE]...
  开设账号并授予角色；密码在终端输入两次，或从标准输入读取一行。
  SCOPE: 区划代码、公开主体 id 或 '*'(全局) · a division code, a body id or '*'`,
  'user disable': `tongyuan user disable --login LOGIN
  停用账号，其会话立即失效 · ends its sessions at once`,
  'key add': `tongyuan key add --division CODE --name NAME --kind PORTAL|NEW_MEDIA|PARTNER|OPEN_DATA
                 [--audience ID]... [--withhold TYPE.FIELD]... [--days N]
  发放数据接口密钥；密钥只显示一次 · the secret is shown once`,
  'key revoke': `tongyuan key revoke --prefix PREFIX
  吊销密钥，一秒内生效 · effective within a second`,
  'key list': `tongyuan key list
  列出全部密钥，不含密钥本身 · without the secrets`,
  doctor: `tongyuan doctor [--json]
  检查设置、数据库、磁盘、时钟、检索与缓存；有故障时退出码为 1 · exit code 1 on a fault`,
} as const;

export type CommandName = keyof typeof usages;

const commandNames = Object.keys(usages).filter((name): name is CommandName => name in usages);
const askingForHelp: readonly string[] = ['help', '--help', '-h'];

/** Whether the command line is for the console and not for a role. */
export function isForConsole([first = '']: readonly string[]): boolean {
  return askingForHelp.includes(first) || commandGroups().includes(first);
}

export function commandGroups(): string[] {
  return [...new Set(commandNames.map((name) => name.split(' ')[0] ?? name))];
}

/** The command that the line begins with, and what follows its name. */
export function findCommand(
  args: readonly string[],
): { readonly name: CommandName; readonly rest: readonly string[] } | undefined {
  for (const name of commandNames) {
    const words = name.split(' ');
    if (words.every((word, place) => args[place] === word)) return { name, rest: args.slice(words.length) };
  }
  return undefined;
}

export function asksForHelp(args: readonly string[]): boolean {
  return args.some((arg) => askingForHelp.slice(1).includes(arg));
}

/** The usage of the commands of one group, or of all. */
export function overview(group?: string): string {
  const chosen = commandNames.filter((name) => group === undefined || name.split(' ')[0] === group);
  const roles = '角色 roles: tongyuan [serve | api | worker | migrate | seed]\n\n';
  return `${group === undefined ? roles : ''}${chosen.map((name) => usages[name]).join('\n\n')}\n`;
}
