import type { AccountTexts } from './account/texts.ts';
import type { AdminTexts } from './admin/texts.ts';
import type { CheckTexts } from './check/texts.ts';
import type { DirectoryTexts } from './directory/texts.ts';
import type { DoorsTexts } from './doors/texts.ts';
import type { MessagesTexts } from './messages/texts.ts';
import type { MovingTexts } from './moving/texts.ts';
import type { QualityTexts } from './quality/texts.ts';
import type { RingingTexts } from './ringing/texts.ts';
import type { RoomsTexts } from './rooms/texts.ts';
import type { Texts } from './texts.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: {
      translation: Texts;
      account: AccountTexts;
      admin: AdminTexts;
      check: CheckTexts;
      directory: DirectoryTexts;
      doors: DoorsTexts;
      messages: MessagesTexts;
      moving: MovingTexts;
      quality: QualityTexts;
      rooms: RoomsTexts;
      ringing: RingingTexts;
    };
  }
}
