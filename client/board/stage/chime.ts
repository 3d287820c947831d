/** Two soft tones, a fifth apart (hertz), one after the other (seconds). */
const TONES = [
  { frequency: 523.25, at: 0 },
  { frequency: 783.99, at: 0.22 },
];
const LASTS = 1.4;
const LOUDNESS = 0.12;

/** Says by ear that something is about to be shown. Silent where the browser wants to be touched first. */
export function chime(): void {
  const audio = new AudioContext();
  for (const { frequency, at } of TONES) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const begins = audio.currentTime + at;
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(LOUDNESS, begins);
    volume.gain.exponentialRampToValueAtTime(0.0001, begins + LASTS);
    tone.connect(volume).connect(audio.destination);
    tone.start(begins);
    tone.stop(begins + LASTS);
  }
  setTimeout(() => void audio.close(), (LASTS + 1) * 1_000);
}
