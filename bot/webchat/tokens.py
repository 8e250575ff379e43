"""Session tokens: signed, expiring, and replaced before they expire."""

from dataclasses import dataclass

import jwt

ISSUER = "redress-webchat"
ALGORITHM = "HS256"


class TokenError(Exception):
    """The token is forged, expired, or not one of ours."""


@dataclass(frozen=True)
class Tokens:
    """Signs and reads tokens. `lifetime` in seconds; times are Unix seconds."""

    key: bytes
    lifetime: float

    def sign(self, session: str, now: float) -> str:
        claims = {
            "iss": ISSUER,
            "sub": session,
            "iat": int(now),
            "exp": int(now + self.lifetime),
        }
        return jwt.encode(claims, self.key, algorithm=ALGORITHM)

    def read(self, token: str, now: float) -> tuple[str, str | None]:
        """The session, and a fresh token when more than half of this one's life is over.

        Raises TokenError. The algorithm is fixed, so a token cannot choose "none".
        """
        try:
            claims = jwt.decode(
                token,
                self.key,
                algorithms=[ALGORITHM],
                issuer=ISSUER,
                options={
                    "require": ["exp", "sub", "iss", "iat"],
                    # Checked below against `now`, which tests can move.
                    "verify_exp": False,
                    "verify_iat": False,
                },
            )
        except jwt.InvalidTokenError as error:
            raise TokenError(type(error).__name__) from None
        expires, session = claims["exp"], claims["sub"]
        if not isinstance(expires, (int, float)) or expires <= now:
            raise TokenError("expired")
        if expires - now < self.lifetime / 2:
            return session, self.sign(session, now)
        return session, None
