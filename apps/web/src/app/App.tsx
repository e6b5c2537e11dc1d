import { lazy, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { loadPart } from './loadPart.ts';
import { NotFoundPage } from './NotFoundPage.tsx';
import { WaitingPage } from './WaitingPage.tsx';

const loadHome = () => import('./HomeRoute.tsx').then(({ HomeRoute }) => ({ default: HomeRoute }));
const loadRoom = () => import('./RoomRoute.tsx').then(({ RoomRoute }) => ({ default: RoomRoute }));
const loadCheck = () => import('./CheckRoute.tsx').then(({ CheckRoute }) => ({ default: CheckRoute }));
const HomeRoute = lazy(() => loadPart(loadHome));
const RoomRoute = lazy(() => loadPart(loadRoom));
const CheckRoute = lazy(() => loadPart(loadCheck));

// The page that was asked for loads beside the texts and not after them. A failure is shown when the
// page is rendered.
const { pathname } = location;
const load = pathname.startsWith('/r/') ? loadRoom : pathname === '/check' ? loadCheck : loadHome;
load().catch(() => undefined);

export function App() {
  return (
    <ErrorBoundary>
      <BrowserRouter>
        <Suspense fallback={<WaitingPage />}>
          <Routes>
            <Route path="/" element={<HomeRoute />} />
            <Route path="/r/:room" element={<RoomRoute />} />
            <Route path="/check" element={<CheckRoute />} />
            <Route path="*" element={<NotFoundPage />} />
          </Routes>
        </Suspense>
      </BrowserRouter>
    </ErrorBoundary>
  );
}
