import { lazy, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { WaitingPage } from './WaitingPage.tsx';

const HomeRoute = lazy(() =>
  import('./HomeRoute.tsx').then(({ HomeRoute }) => ({ default: HomeRoute })),
);
const RoomRoute = lazy(() =>
  import('./RoomRoute.tsx').then(({ RoomRoute }) => ({ default: RoomRoute })),
);

export function App() {
  return (
    <ErrorBoundary>
      <BrowserRouter>
        <Suspense fallback={<WaitingPage />}>
          <Routes>
            <Route path="/" element={<HomeRoute />} />
            <Route path="/r/:room" element={<RoomRoute />} />
            <Route path="*" element={<NotFoundPage />} />
          </Routes>
        </Suspense>
      </BrowserRouter>
    </ErrorBoundary>
  );
}
