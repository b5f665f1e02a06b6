import account from "./account";
import clinics from "./clinics";
import common from "./common";
import identity from "./identity";
import notifications from "./notifications";
import pets from "./pets";
import problems from "./problems";
import scheduling from "./scheduling";
import sharing from "./sharing";
import sink from "./sink";
import staff from "./staff";

export default {
  ...common,
  problems,
  identity: { ...identity, ...account },
  clinics: { ...clinics, ...staff },
  pets: { ...pets, ...sharing },
  scheduling,
  notifications,
  sink,
};
