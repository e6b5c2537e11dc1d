import { LayoutGrid, type LucideIcon, RectangleHorizontal, Sparkles } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { MenuChoice } from '../../ui/Menu.tsx';
import { LAYOUTS, type Layout, useCallView, useCallViewStore } from '../../view/callView.ts';

const ICONS: Readonly<Record<Layout, LucideIcon>> = {
  auto: Sparkles,
  grid: LayoutGrid,
  speaker: RectangleHorizontal,
};

export function LayoutChoice() {
  const { t } = useTranslation();
  const view = useCallViewStore();
  const layout = useCallView((state) => state.layout);
  return (
    <MenuChoice
      label={t('controls.layout')}
      value={layout}
      options={LAYOUTS.map((value) => ({
        value,
        label: t(`controls.layouts.${value}`),
        icon: ICONS[value],
      }))}
      onChange={(chosen) => view.setState({ layout: chosen, pinned: null })}
    />
  );
}
