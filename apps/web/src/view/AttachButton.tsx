import { Paperclip } from 'lucide-react';
import { useRef } from 'react';
import { IconButton } from '../ui/IconButton.tsx';

type AttachButtonProps = { label: string; onFiles: (files: readonly File[]) => void };

/** Lets somebody choose files of their machine. */
export function AttachButton({ label, onFiles }: AttachButtonProps) {
  const field = useRef<HTMLInputElement>(null);
  const choose = () => {
    const { current } = field;
    if (current === null) return;
    onFiles([...(current.files ?? [])]);
    // The same one can be chosen again.
    current.value = '';
  };
  return (
    <>
      <input ref={field} type="file" multiple hidden onChange={choose} />
      <IconButton label={label} icon={Paperclip} onClick={() => field.current?.click()} />
    </>
  );
}
