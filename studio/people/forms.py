from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm

from studio.people.models import User
from studio.people.roles import Role


class SignInForm(AuthenticationForm):
    """User name or email address, and password."""

    error_messages = {
        "invalid_login": "No account has this name and password. Check both; capitals count.",
        "inactive": "This account is closed. Ask an admin to open it again.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "User name or email"
        self.fields["username"].widget.attrs["autocomplete"] = "username"

    def clean_username(self) -> str:
        name = cast(str, self.cleaned_data["username"]).strip()
        if len(name) > 254:  # no account has such a name, and the lock-out could not write it down
            raise self.get_invalid_login_error()
        if "@" in name:
            found = User.objects.filter(email__iexact=name).values_list("username", flat=True).first()
            return found or name
        return name


class PasswordForm(PasswordChangeForm):
    error_messages = PasswordChangeForm.error_messages | {
        "password_incorrect": "That is not your present password. Type it again.",
        "password_mismatch": "The two new passwords differ. Type the same one twice.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_password_fields(self)
        self.fields["old_password"].label = "Present password"


class WelcomeForm(SetPasswordForm):  # type: ignore[type-arg]
    error_messages = {"password_mismatch": "The two passwords differ. Type the same one twice."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_password_fields(self)


def name_password_fields(form: forms.Form) -> None:
    first, second = form.fields["new_password1"], form.fields["new_password2"]
    first.label, second.label = "New password", "New password again"
    first.help_text = "At least 10 characters, not a common password, not only figures."
    second.help_text = ""


class AddPersonForm(forms.Form):
    """Somebody with an account is found by address; anybody else gets one."""

    email = forms.EmailField(label="Email", max_length=254)
    name = forms.CharField(
        label="Name", max_length=120, required=False, help_text="Needed for somebody who has no account yet."
    )
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one role."},
    )


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one role."},
    )
