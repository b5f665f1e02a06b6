"""Clerk's JSON: complete enough for its SDK, which refuses a user with a field missing."""

from __future__ import annotations

from typing import Any

from devstack.clerk.activity import Activity
from devstack.clerk.store import Session, User


def user_shape(user: User) -> dict[str, Any]:
    email_id = "idn_" + user.id.removeprefix("user_")
    return {
        "id": user.id,
        "object": "user",
        "external_id": None,
        "username": None,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "locale": None,
        "image_url": "",
        "profile_image_url": "",
        "has_image": False,
        "primary_email_address_id": email_id,
        "primary_phone_number_id": None,
        "primary_web3_wallet_id": None,
        "email_addresses": [
            {
                "id": email_id,
                "object": "email_address",
                "email_address": user.email,
                "reserved": False,
                "verification": {
                    "object": "verification_otp",
                    "status": "verified",
                    "strategy": "email_code",
                    "attempts": 1,
                    "expire_at": user.created_at,
                },
                "linked_to": [],
                "matches_sso_connection": False,
                "created_at": user.created_at,
                "updated_at": user.updated_at,
            }
        ],
        "phone_numbers": [],
        "web3_wallets": [],
        "passkeys": [],
        "external_accounts": [],
        "saml_accounts": [],
        "enterprise_accounts": [],
        "organization_memberships": [],
        "public_metadata": user.public_metadata,
        "private_metadata": user.private_metadata,
        "unsafe_metadata": user.unsafe_metadata,
        "password_enabled": True,
        "password_last_updated_at": None,
        "two_factor_enabled": False,
        "totp_enabled": False,
        "backup_code_enabled": False,
        "mfa_enabled_at": None,
        "mfa_disabled_at": None,
        "banned": False,
        "locked": False,
        "lockout_expires_in_seconds": None,
        "verification_attempts_remaining": 100,
        "delete_self_enabled": True,
        "create_organization_enabled": False,
        "create_organizations_limit": None,
        "last_sign_in_at": user.last_sign_in_at,
        "last_active_at": user.last_sign_in_at,
        "legal_accepted_at": None,
        "created_at": user.created_at,
        "updated_at": user.updated_at,
    }


def session_shape(session: Session) -> dict[str, Any]:
    """A session as the Backend API tells of it."""
    return {**bare_session_shape(session), "latest_activity": activity_shape(session.activity)}


def bare_session_shape(session: Session) -> dict[str, Any]:
    """A session as webhooks carry it: who is behind it stands in the event's attributes."""
    return {
        "object": "session",
        "id": session.id,
        "user_id": session.user_id,
        "client_id": session.id.replace("sess_", "client_"),
        "status": session.status,
        "actor": None,
        "last_active_organization_id": None,
        "last_active_at": session.last_active_at or session.created_at,
        "expire_at": session.expire_at,
        "abandon_at": session.expire_at,
        "created_at": session.created_at,
        "updated_at": session.updated_at or session.created_at,
    }


def activity_shape(activity: Activity) -> dict[str, Any]:
    """What is not known is left out, as Clerk does."""
    browser_name, browser_version = activity.browser
    known = {
        "device_type": activity.device_type,
        "browser_name": browser_name,
        "browser_version": browser_version,
        "ip_address": activity.ip_address,
        "city": activity.city,
        "country": activity.country,
    }
    return {
        "object": "session_activity",
        "id": activity.id,
        "is_mobile": activity.is_mobile,
        **{name: word for name, word in known.items() if word},
    }


def deleted_shape(user_id: str) -> dict[str, Any]:
    return {"object": "user", "id": user_id, "deleted": True, "slug": None, "external_id": None}


def errors_shape(code: str, message: str) -> dict[str, Any]:
    return {
        "errors": [{"code": code, "message": message, "long_message": message, "meta": {}}],
        "clerk_trace_id": "dev",
    }
