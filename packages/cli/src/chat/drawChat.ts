export type ChatScreen = {
  readonly room: string;
  readonly members: readonly string[];
  readonly lines: readonly string[];
  readonly typed: string;
  readonly width: number;
  readonly height: number;
};

const MEMBERS_WIDTH = 22;
/** Narrower terminals show no list of members. */
const WIDE = 60;

/** The whole screen: a title, the newest messages beside the members, and the line that is typed. */
export function drawChat({ room, members, lines, typed, width, height }: ChatScreen): string[] {
  const isWide = width >= WIDE;
  const textWidth = isWide ? width - MEMBERS_WIDTH - 3 : width;
  const rows = Math.max(1, height - 3);
  const shown = lines.flatMap((line) => wrap(line, textWidth)).slice(-rows);
  const list = [`${members.length} here`, ...members].slice(0, rows);
  const body = Array.from({ length: rows }, (_, row) => {
    const text = toWidth(shown[row] ?? '', textWidth);
    return isWide ? `${text} │ ${toWidth(list[row] ?? '', MEMBERS_WIDTH)}` : text;
  });
  const title = toWidth(` ${room}  ·  Enter sends, /send FILE sends a file, Ctrl-C leaves`, width);
  // The end of a long line is where the cursor is.
  const visible = [...typed].slice(-(width - 3)).join('');
  return [title, ...body, '─'.repeat(width), `> ${visible}`];
}

function wrap(line: string, width: number): string[] {
  const characters = [...line];
  if (characters.length <= width) return [line];
  const pieces: string[] = [];
  let rest = characters;
  while (rest.length > width) {
    const space = rest.slice(0, width + 1).lastIndexOf(' ');
    const end = rest.indexOf(' ', space + 1);
    const word = (end === -1 ? rest.length : end) - space - 1;
    // An address that is cut leads nowhere.
    const cut = space > 0 && word <= width ? space : width;
    pieces.push(rest.slice(0, cut).join(''));
    rest = rest.slice(rest[cut] === ' ' ? cut + 1 : cut);
  }
  return [...pieces, rest.join('')];
}

/** Exactly that wide, as far as each character takes one column. */
function toWidth(text: string, width: number): string {
  const characters = [...text];
  if (characters.length > width) return `${characters.slice(0, width - 1).join('')}…`;
  return text + ' '.repeat(width - characters.length);
}
