import account from "./account";
import booking from "./booking";
import clinics from "./clinics";
import common from "./common";
import desk from "./desk";
import identity from "./identity";
import notifications from "./notifications";
import pets from "./pets";
import planningProblems from "./planning-problems";
import problems from "./problems";
import scheduling from "./scheduling";
import setup from "./setup";
import sharing from "./sharing";
import sink from "./sink";
import staff from "./staff";

export default {
  ...common,
  problems: { ...problems, ...planningProblems },
  identity: { ...identity, ...account },
  clinics: { ...clinics, ...staff, ...setup.clinics },
  pets: { ...pets, ...sharing },
  scheduling: { ...scheduling, ...setup.scheduling, ...booking },
  desk,
  notifications,
  sink,
};
