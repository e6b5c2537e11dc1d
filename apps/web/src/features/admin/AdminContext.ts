import type { ApiClient } from '@parley/client/api/ApiClient';
import { createContext, useContext } from 'react';

type AdminTools = {
  readonly api: ApiClient;
  /** Does something, shows why it failed if it did, and looks anew. */
  readonly act: (action: () => Promise<unknown>) => Promise<void>;
};

export const AdminContext = createContext<AdminTools | null>(null);

export function useAdminTools(): AdminTools {
  const tools = useContext(AdminContext);
  if (tools === null) throw new Error('useAdminTools is for parts of the operator’s page');
  return tools;
}
