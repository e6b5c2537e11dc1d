import { type DragEvent, useState } from 'react';

type Handlers = Record<'onDragOver' | 'onDragLeave' | 'onDrop', (event: DragEvent<HTMLElement>) => void>;

/**
 * Takes files that are dropped onto an element.
 *
 * @param onFiles undefined where none are taken: the browser does with them what it does
 */
export function useFileDrop(onFiles: ((files: readonly File[]) => void) | undefined): {
  isOver: boolean;
  handlers: Handlers | undefined;
} {
  const [isOver, setIsOver] = useState(false);
  if (onFiles === undefined) return { isOver: false, handlers: undefined };
  const handlers: Handlers = {
    onDragOver: (event) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setIsOver(true);
    },
    onDragLeave: ({ currentTarget, relatedTarget }) => {
      // From one thing in it to the next it is over it all the same.
      if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setIsOver(false);
    },
    onDrop: (event) => {
      setIsOver(false);
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      onFiles([...event.dataTransfer.files]);
    },
  };
  return { isOver, handlers };
}
