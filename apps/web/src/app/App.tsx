import { lazy, Suspense } from 'react';
import { Route, Router, Switch } from 'wouter';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { loadPart } from './loadPart.ts';
import { useUnhurriedLocation } from './useUnhurriedLocation.ts';
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
      <Router hook={useUnhurriedLocation}>
        <Suspense fallback={<WaitingPage />}>
          <Switch>
            <Route path="/" component={HomeRoute} />
            <Route path="/r/:room" component={RoomRoute} />
            <Route path="/check" component={CheckRoute} />
            <Route path="/people" component={PeopleRoute} />
            <Route path="/rooms" component={RoomsRoute} />
            <Route path="/settings" component={SettingsRoute} />
            <Route path="/admin" component={AdminRoute} />
            <Route component={NotFoundPage} />
          </Switch>
        </Suspense>
        <Suspense fallback={null}>
          <ReachablePart />
        </Suspense>
      </Router>
    </ErrorBoundary>
  );
}
