/** Whether people may sign in at a provider. Asked, not tried: a try begins a sign-in. */
export async function hasProvider(): Promise<boolean> {
  const response = await fetch('/signin/ways');
  return response.ok && ((await response.json()) as { provider: boolean }).provider;
}
