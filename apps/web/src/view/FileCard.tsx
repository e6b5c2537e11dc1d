import { File as FileIcon } from 'lucide-react';
import type { ReactNode } from 'react';

type FileCardProps = {
  name: string;
  /** As people read it. */
  size: string;
  /** Where a picture of it is, when it may be shown. */
  preview?: string | undefined;
  /** What can be done with it, and how it stands. */
  children?: ReactNode;
};

/** A file that somebody has sent. */
export function FileCard({ name, size, preview, children }: FileCardProps) {
  return (
    <div className="grid gap-2">
      {preview !== undefined && (
        <img src={preview} alt={name} className="max-h-64 max-w-full rounded-xl object-contain" />
      )}
      <div className="flex items-center gap-2.5">
        <FileIcon aria-hidden className="size-5 shrink-0 text-quiet" />
        <p className="min-w-0 flex-1 wrap-anywhere">
          {name}
          <span className="block text-xs text-quiet">{size}</span>
        </p>
      </div>
      {children}
    </div>
  );
}
