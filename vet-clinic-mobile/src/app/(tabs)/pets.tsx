import { useRouter } from "expo-router";
import { Pets } from "@/pets/screens/pets";

export default function PetsRoute() {
  const router = useRouter();
  return <Pets onOpen={(id) => router.push(`/pets/${id}`)} onAdd={() => router.push("/pets/new")} />;
}
