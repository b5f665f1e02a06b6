#!/bin/sh
# Write what the app must know about its surroundings to /config.json. Refuses to start without the API's address.
set -eu
: "${API_URL:?API_URL is not set: the public address of the API, such as https://api.example.com}"
: "${ENVIRONMENT:?ENVIRONMENT is not set: development, test, staging or production}"

value() { # a JSON string, or null when empty; refuses what would need escaping
  case "$1" in
    "") printf 'null' ;;
    *[\"\\]*) echo "A setting holds a quote or a backslash: $1" >&2; exit 1 ;;
    *) printf '"%s"' "$1" ;;
  esac
}

if [ "$ENVIRONMENT" = production ] && [ -n "${DEV_SIGN_IN_URL:-}" ]; then
  echo "DEV_SIGN_IN_URL is set although ENVIRONMENT is production: anybody could sign in as anybody. Remove it." >&2
  exit 1
fi

cat > /usr/share/nginx/html/config.json <<JSON
{
  "api_url": $(value "$API_URL"),
  "environment": $(value "$ENVIRONMENT"),
  "clerk_publishable_key": $(value "${CLERK_PUBLISHABLE_KEY:-}"),
  "dev_sign_in_url": $(value "${DEV_SIGN_IN_URL:-}"),
  "flower_url": $(value "${FLOWER_URL:-}"),
  "mailbox_url": $(value "${MAILBOX_URL:-}"),
  "release": $(value "${RELEASE:-unreleased}")
}
JSON
