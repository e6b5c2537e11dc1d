import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton.tsx';

type PagerProps = { page: number; pages: number; onShow: (page: number) => void };

export function Pager({ page, pages, onShow }: PagerProps) {
  const { t } = useTranslation();
  return (
    <nav
      aria-label={t('call.page', { page: page + 1, pages })}
      className="absolute bottom-3 left-1/2 flex -translate-x-1/2 items-center gap-1 rounded-xl bg-raised/90 p-1 shadow-raised"
    >
      <IconButton
        label={t('call.previousPage')}
        icon={ChevronLeft}
        disabled={page === 0}
        onClick={() => onShow(page - 1)}
      />
      <span className="px-1 text-sm tabular-nums">
        {page + 1} / {pages}
      </span>
      <IconButton
        label={t('call.nextPage')}
        icon={ChevronRight}
        disabled={page === pages - 1}
        onClick={() => onShow(page + 1)}
      />
    </nav>
  );
}
