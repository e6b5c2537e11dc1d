/** The texts of the connection check in English; they come with its page. */
export const en = {
  title: 'Connection check',
  intro:
    'Finds out whether calls work from here: this browser makes a short call with itself over this server. It takes about 15 seconds, and nothing is recorded.',
  start: 'Start the check',
  again: 'Check again',
  running: 'Checking …',
  failed: 'The check itself stopped. Reload this page, and try again.',
  overall: {
    running: 'Checking. Stay on this page for a moment.',
    good: 'Everything works. Calls will be fine from here.',
    weak: 'Calls work from here, with limits. See what is marked yellow.',
    bad: 'Calls will not work well from here. See what is marked red.',
    unknown: 'Nothing could be measured.',
  },
  verdict: { good: 'Good', weak: 'With limits', bad: 'Problem', unknown: 'Not measured' },
  results: 'Results',
  item: {
    page: 'This page',
    signaling: 'Server',
    udp: 'Media over UDP',
    tcp: 'Media over TCP',
    turn: 'Media over the relay (TURN)',
    sound: 'Sound, there and back',
    roundTrip: 'Delay, there and back',
    loss: 'Lost packets',
    upload: 'Sending',
    download: 'Receiving',
    microphone: 'Microphone',
    camera: 'Camera',
  },
  value: {
    ms: '{{value}} ms',
    percent: '{{value}} %',
    kbps: '{{value}} kbit/s',
    mbps: '{{value}} Mbit/s',
  },
  reason: {
    'insecure-page':
      'This page was opened without encryption, so browsers give it no microphone and no camera. Open it with https.',
    unsupported: 'This browser cannot do this. Try a current Chrome, Edge, Firefox or Safari.',
    unreachable: 'The server did not answer. Check whether you are online, then try again.',
    refused:
      'The server answered, but did not let the check in. Reload this page; if that does not help, tell the operator.',
    'polling-only':
      'Something between here and the server does not pass web sockets on. Calls work, but start slowly. Tell the operator: it is a setting of the proxy.',
    slow: 'Answers take long, so people will talk into each other. Move closer to the Wi-Fi, use a cable, or switch off a VPN.',
    'no-answer':
      'This way is closed. Calls take another one. If they stutter, try another network or switch off a VPN.',
    'no-answer-at-all':
      'No sound and no picture get through. Try another network, for example that of a phone. If it fails there too, send the code to the operator.',
    'not-offered': 'This server offers none. It is needed only in networks that close everything else.',
    'wrong-secret':
      'The relay refuses what this server gave out. Only the operator can repair that: send the code.',
    'turn-unreachable': 'The relay does not answer. Send the code to the operator.',
    'not-relayed': 'The relay answers, but nothing arrives through it. Send the code to the operator.',
    'not-heard': 'A test tone was sent and did not come back. Send the code to the operator.',
    'not-measured': 'This browser did not tell.',
    lossy: 'Packets get lost on the way, so voices break up. Move closer to the Wi-Fi, or use a cable.',
    narrow:
      'The line is thin. Close other downloads and videos, and turn your camera off if the sound stutters.',
    'busy-processor':
      'This computer is too busy to find out what the line can do. Close other programs, then check again.',
    denied:
      'This site may not use it. Click the icon to the left of the address, allow it there, and try again.',
    'denied-by-system':
      'The system does not let this browser use it. Allow it in the system’s privacy settings, then try again.',
    dismissed: 'The browser’s question was closed without an answer. Try again and choose “Allow”.',
    'not-found': 'None was found. Connect one, then try again.',
    'in-use': 'Another program is using it. Close that program, then try again.',
    lost: 'It is gone. Connect it again, then try again.',
    'frame-not-allowed':
      'This page is shown inside another one that does not pass it on. Open it in a tab of its own.',
    failed: 'Something went wrong with it. Try again in a moment.',
    silent: 'It delivers nothing at all. Look for a switch on the device and in the system’s settings.',
  },
  devices: {
    title: 'Microphone and camera',
    hint: 'The browser asks you for permission. Both are switched off again after a moment.',
    check: 'Check microphone and camera',
    checking: 'Checking. Say something …',
  },
  loop: {
    title: 'Hear yourself',
    hint: 'Sends your microphone to the server and back, so that you hear what others would hear. Nothing is recorded.',
    headphones: 'Put headphones on first, or it will whistle.',
    start: 'Start listening',
    starting: 'Connecting …',
    stop: 'Stop',
    sent: 'Your microphone',
    returned: 'What comes back',
  },
  code: {
    title: 'For the operator',
    hint: 'This code holds the results above and the kind of browser, and nothing about you.',
    label: 'Code',
    copy: 'Copy code',
    copied: 'Copied',
    json: 'Results as JSON',
    copyJson: 'Copy JSON',
  },
};
