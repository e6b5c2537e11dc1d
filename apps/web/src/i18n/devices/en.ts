/** What is said about devices that do not work, in English. */
export const devicesEn = {
  device: {
    name: { microphone: 'microphone', camera: 'camera', screen: 'screen' },
    title: {
      microphone: 'The microphone is not on',
      camera: 'The camera is not on',
      screen: 'The screen is not shared',
    },
    cut: {
      microphone: 'Your microphone was switched off on this device',
      camera: 'Your camera was switched off on this device',
      text: 'The server has not confirmed yet that it is off, so this page stopped it. Nothing of it is sent any more.',
    },
    error: {
      denied:
        'This site may not use the {{device}}. Click the icon to the left of the address, allow it there, and try again.',
      'denied-by-system':
        'The system does not let this browser use the {{device}}. Allow it in the system’s privacy settings, then try again.',
      dismissed: 'The browser’s question was closed without an answer. Try again and choose “Allow”.',
      'not-found': 'No {{device}} was found. Connect one, then try again.',
      'in-use': 'Another program is using the {{device}}. Close that program, then try again.',
      lost: 'The chosen {{device}} is gone. Connect it again, or choose another one.',
      'insecure-page':
        'Browsers give the {{device}} only to pages opened with https. Open this page with https.',
      'frame-not-allowed':
        'This page is shown inside another one that does not pass on the {{device}}. Open it in a tab of its own.',
      unsupported: 'This browser cannot offer the {{device}} to web pages. Try another browser.',
      failed: 'Something went wrong with the {{device}}. Try again in a moment.',
    },
  },
};
