-- The role whose rights `vet-core migrate` keeps, and a login in it for API and jobs. Safe to run again: the login then gets
-- the password given here. Run by whoever may make roles:
--   psql "$ADMINISTRATOR_URL" -v login=vet_app -v password=… -f deploy/postgres/roles.sql
SELECT 'CREATE ROLE vet_application NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE'
 WHERE NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'vet_application') \gexec
SELECT format('CREATE ROLE %I LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE', :'login')
 WHERE NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = :'login') \gexec
ALTER ROLE :"login" PASSWORD :'password';
GRANT vet_application TO :"login";
