import { SignIn } from "@/identity/screens/sign-in";

export default function SignInRoute() {
  return <SignIn />;
}
