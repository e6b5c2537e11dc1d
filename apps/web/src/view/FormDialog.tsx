import type { ReactNode, SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';

type FormDialogProps = {
  title: string;
  /** What the button says that sends it. */
  submit: string;
  look?: 'primary' | 'danger';
  isBusy: boolean;
  onSubmit: (event: SubmitEvent) => void;
  onClose: () => void;
  children: ReactNode;
};

/** A dialog that asks for something: fields, and below them the ways out of it. */
export function FormDialog(props: FormDialogProps) {
  const { title, submit, look = 'primary', isBusy, onSubmit, onClose, children } = props;
  const { t } = useTranslation();
  return (
    <Dialog title={title} closeLabel={t('common.close')} onClose={onClose}>
      <form noValidate onSubmit={onSubmit} className="grid gap-4">
        {children}
        <div className="mt-2 flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look={look} aria-busy={isBusy}>
            {submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
