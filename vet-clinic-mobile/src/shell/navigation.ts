/** Ways to go that every route shares. */
import { useRouter } from "expo-router";

/** One page back; a page opened from a link has none, and goes to the start instead. */
export function useGoBack(): () => void {
  const router = useRouter();
  return () => (router.canGoBack() ? router.back() : router.replace("/"));
}

/** Leaves a finished story behind: its pages cannot be gone back to. */
export function useLeaveFor(): (href: "/" | "/visits" | `/visits/${string}`) => void {
  const router = useRouter();
  return (href) => {
    if (router.canDismiss()) router.dismissAll();
    if (href === "/") router.replace("/");
    else router.push(href);
  };
}
