import { API_PREFIX } from '@parley/protocol/api/prefix';
import { type ChatFile, filePath } from '@parley/protocol/file';
import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileSize } from '../../view/fileSize.ts';
import { isPreviewed } from '../../view/isPreviewed.ts';

/** A file that somebody sent to the room: a small picture is shown, and everything can be saved. */
export function ChatFileLink({ file }: { file: ChatFile }) {
  const { fileId, name, size } = file;
  const { i18n } = useTranslation();
  const [isGone, setIsGone] = useState(false);
  const address = API_PREFIX + filePath(fileId);
  return (
    <a
      href={address}
      download={name}
      className="block max-w-full overflow-hidden rounded-xl border border-line hover:bg-fill"
    >
      {isPreviewed(file) && !isGone && (
        <img
          src={address}
          // The name is beside it, and it is one link.
          alt=""
          loading="lazy"
          onError={() => setIsGone(true)}
          // Of one height before it is there and after, so that nothing moves.
          className="h-40 w-full bg-fill object-contain"
        />
      )}
      <span className="flex items-center gap-2.5 px-3 py-2 text-sm">
        <FileDown aria-hidden className="size-5 shrink-0 text-quiet" />
        <span className="min-w-0 flex-1 wrap-anywhere">
          {name} <span className="block text-xs text-quiet">{fileSize(size, i18n.language)}</span>
        </span>
      </span>
    </a>
  );
}
