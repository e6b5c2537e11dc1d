import type { OwnAccount, SignUpPolicy } from '@parley/protocol/account';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAccount, useSignedIn } from '../../account/account.ts';
import { refusalInAddress } from '../../account/identities.ts';
import { Button } from '../../ui/Button.tsx';
import { MessagePage } from '../../ui/MessagePage.tsx';
import { HomePageFrame } from '../../view/HomePageFrame.tsx';
import { RefusalNotice } from './RefusalNotice.tsx';
import { ResetForm } from './ResetForm.tsx';
import { SignInForm } from './SignInForm.tsx';
import { SignUpForm } from './SignUpForm.tsx';

type AccountGateProps = {
  /** What stands here until the server has said who is signed in. */
  waiting: ReactNode;
  /** Why one has to sign in, where it is not for the people's sake. */
  intro?: string;
  children: (account: OwnAccount) => ReactNode;
};

/** Shows a page to whoever is signed in, and to everybody else the ways to be. */
export function AccountGate({ waiting, intro, children }: AccountGateProps) {
  const { t } = useTranslation('account');
  const { t: common } = useTranslation();
  const known = useSignedIn();
  useEffect(() => void refreshAccount(), []);

  if (known === undefined) return waiting;
  if (known === 'failed') {
    return (
      <MessagePage isAlert title={t('signIn')} text={t('gate.failed')}>
        <Button look="primary" onClick={() => void refreshAccount()}>
          {common('common.tryAgain')}
        </Button>
      </MessagePage>
    );
  }
  if (known.account !== null) return children(known.account);
  return <Forms policy={known.signUp} hasMail={known.hasMail} intro={intro ?? t('gate.intro')} />;
}

type Form = 'signIn' | 'signUp' | 'reset';

type FormsProps = { policy: SignUpPolicy; hasMail: boolean; intro: string };

/** Whoever has an invitation, or needs one, makes an account; the others have one. */
function firstForm(): Form {
  const isNew = location.hash.includes('invitation=') || refusalInAddress() === 'invitation';
  return isNew ? 'signUp' : 'signIn';
}

function Forms({ policy, hasMail, intro }: FormsProps) {
  const { t } = useTranslation('account');
  const [form, setForm] = useState<Form>(firstForm);
  const [hasChosen, setHasChosen] = useState(false);
  const way = (to: Form, text: string) => (
    <Button
      look="ghost"
      onClick={() => {
        setForm(to);
        setHasChosen(true);
      }}
    >
      {text}
    </Button>
  );
  const toSignIn = way('signIn', t('gate.toSignIn'));
  return (
    <HomePageFrame>
      <RefusalNotice className="mx-auto mt-4 w-full max-w-md" />
      {form === 'signIn' && (
        <SignInForm
          intro={intro}
          takesFocus={hasChosen}
          ways={
            <>
              {policy === 'off' ? (
                <p className="text-sm text-quiet">{t('gate.off')}</p>
              ) : (
                way('signUp', t('gate.toSignUp'))
              )}
              {way('reset', t(hasMail ? 'gate.forgotPassword' : 'gate.forgot'))}
            </>
          }
        />
      )}
      {form === 'signUp' && <SignUpForm policy={policy} takesFocus={hasChosen} ways={toSignIn} />}
      {form === 'reset' && <ResetForm takesFocus={hasChosen} ways={toSignIn} />}
    </HomePageFrame>
  );
}
