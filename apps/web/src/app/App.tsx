import { lazy, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { loadPart } from './loadPart.ts';
import { WaitingPage } from './WaitingPage.tsx';

const loadHome = () => import('./HomeRoute.tsx').then(({ HomeRoute }) => ({ default: HomeRoute }));
const loadRoom = () => import('./RoomRoute.tsx').then(({ RoomRoute }) => ({ default: RoomRoute }));
const loadCheck = () => import('./CheckRoute.tsx').then(({ CheckRoute }) => ({ default: CheckRoute }));
const loadPeople = () =>
  import('./PeopleRoute.tsx').then(({ PeopleRoute }) => ({ default: PeopleRoute }));
const loadSettings = () =>
  import('./SettingsRoute.tsx').then(({ SettingsRoute }) => ({ default: SettingsRoute }));
const loadAdmin = () => import('./AdminRoute.tsx').then(({ AdminRoute }) => ({ default: AdminRoute }));
const loadRooms = () => import('./RoomsRoute.tsx').then(({ RoomsRoute }) => ({ default: RoomsRoute }));
const loadNotFound = () =>
  import('./NotFoundPage.tsx').then(({ NotFoundPage }) => ({ default: NotFoundPage }));
const HomeRoute = lazy(() => loadPart(loadHome));
const RoomRoute = lazy(() => loadPart(loadRoom));
const CheckRoute = lazy(() => loadPart(loadCheck));
const PeopleRoute = lazy(() => loadPart(loadPeople));
const SettingsRoute = lazy(() => loadPart(loadSettings));
const AdminRoute = lazy(() => loadPart(loadAdmin));
const NotFoundPage = lazy(() => loadPart(loadNotFound));
const RoomsRoute = lazy(() => loadPart(loadRooms));
const ReachablePart = lazy(() =>
  loadPart(() => import('./ReachablePart.tsx').then(({ ReachablePart }) => ({ default: ReachablePart })))
    // A page, and a call on it, does not end because it cannot ring.
    .catch(() => ({ default: () => null })),
);

const PAGES: Readonly<Record<string, () => Promise<unknown>>> = {
  '/check': loadCheck,
  '/people': loadPeople,
  '/rooms': loadRooms,
  '/settings': loadSettings,
  '/admin': loadAdmin,
};

// The page that was asked for loads beside the texts and not after them. A failure is shown when the
// page is rendered.
const { pathname } = location;
const load = pathname.startsWith('/r/') ? loadRoom : (PAGES[pathname] ?? loadHome);
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
            <Route path="/people" element={<PeopleRoute />} />
            <Route path="/rooms" element={<RoomsRoute />} />
            <Route path="/settings" element={<SettingsRoute />} />
            <Route path="/admin" element={<AdminRoute />} />
            <Route path="*" element={<NotFoundPage />} />
          </Routes>
        </Suspense>
        <Suspense fallback={null}>
          <ReachablePart />
        </Suspense>
      </BrowserRouter>
    </ErrorBoundary>
  );
}
