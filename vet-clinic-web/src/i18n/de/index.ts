import clinics from "./clinics";
import common from "./common";
import identity from "./identity";
import notifications from "./notifications";
import pets from "./pets";
import scheduling from "./scheduling";
import sink from "./sink";

export default { ...common, identity, clinics, pets, scheduling, notifications, sink };
