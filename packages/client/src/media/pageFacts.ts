import type { CaptureKind, PageFacts } from './deviceErrors.ts';

/** W3C Permissions Policy and its older name; neither is in TypeScript's DOM types. */
type PolicyDocument = {
  permissionsPolicy?: { allowsFeature(feature: string): boolean };
  featurePolicy?: { allowsFeature(feature: string): boolean };
};

const POLICY_NAME: Readonly<Record<CaptureKind, string>> = {
  microphone: 'microphone',
  camera: 'camera',
  screen: 'display-capture',
};

/** What this page says about a kind of capture. Outside a browser nothing forbids anything. */
export async function pageFacts(kind: CaptureKind): Promise<PageFacts> {
  const page = (globalThis.document ?? {}) as PolicyDocument;
  const policy = page.permissionsPolicy ?? page.featurePolicy;
  return {
    isSecureContext: globalThis.isSecureContext ?? true,
    isAllowedByPolicy: policy?.allowsFeature(POLICY_NAME[kind]) ?? true,
    permission: kind === 'screen' ? undefined : (await permissionOf(kind))?.state,
  };
}

/** Undefined where the browser has no Permissions API or does not know this permission. */
export async function permissionOf(
  kind: 'microphone' | 'camera',
): Promise<PermissionStatus | undefined> {
  try {
    return await globalThis.navigator?.permissions?.query({ name: kind });
  } catch {
    return undefined;
  }
}
