import type { UnsentFile } from '@parley/client/session/store/CallState';
import { useTranslation } from 'react-i18next';
import { fileSize } from '../../view/fileSize.ts';

/** A file on its way, or one that did not get through. */
export function UnsentFileLine({ file, isUnderWay }: { file: UnsentFile; isUnderWay: boolean }) {
  const { t, i18n } = useTranslation();
  const { name, size, share } = file;
  return (
    <div className="text-sm">
      <p className="wrap-anywhere">
        {name} <span className="text-xs text-quiet">{fileSize(size, i18n.language)}</span>
      </p>
      {isUnderWay && (
        <progress
          value={share}
          aria-label={t('chat.file.progress', { name })}
          className="mt-1 h-1.5 w-full accent-accent"
        />
      )}
    </div>
  );
}
