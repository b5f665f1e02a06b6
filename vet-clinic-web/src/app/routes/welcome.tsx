/** After signing in from the bar above: on to the place where this person works, or to their pets. */
import { Navigate } from "react-router";

import { Page } from "@/design/page";
import { ProblemNotice } from "@/design/problem-notice";
import { Loading } from "@/design/skeleton";
import { useMe } from "@/identity/api";

import { homeOf } from "../workspace";

export default function Welcome() {
  const { data, error, refetch } = useMe();
  if (data !== undefined) return <Navigate to={homeOf(data)} replace />;
  return (
    <Page>
      {error !== undefined ? <ProblemNotice problem={error} onRetry={refetch} /> : <Loading isPage />}
    </Page>
  );
}
