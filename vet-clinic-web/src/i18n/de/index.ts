import clinics from "./clinics";
import common from "./common";
import identity from "./identity";
import notifications from "./notifications";
import pets from "./pets";
import problems from "./problems";
import scheduling from "./scheduling";
import sink from "./sink";

export default { ...common, problems, identity, clinics, pets, scheduling, notifications, sink };
