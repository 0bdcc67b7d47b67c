"""Settings belong to the process: a TOML file, environment variables (`LEARNLEARN_PORT`) and flags; the last named wins.

Preferences (sites, circles, tone) belong to the store. Every setting stands once, here, with its default and its meaning.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from learnlearn.contract.problem import Fault
from learnlearn.errors import SettingsError
from learnlearn.paths import HOME_VARIABLE, Paths
from learnlearn.safefile import atomic_write

_PREFIX = "LEARNLEARN_"
Where = Literal["flag", "environment", "file", "default"]
SettingValue = str | int | float | bool


class Settings(BaseSettings):
    """All of them. `learnlearn config` prints this list."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="forbid", frozen=True, toml_file=None)

    port: int = Field(17653, ge=0, le=65535, description="Where the agent listens on 127.0.0.1; 0 takes any free port.")
    key: Literal["keyring", "file", "passphrase"] = Field(
        "keyring", description="What opens your notes: the system's keyring, a file of yours, or a passphrase that is asked for at every start."
    )
    key_file: Path | None = Field(None, description="That file, when it is not data.key in the settings folder.")
    passphrase_file: Path | None = Field(None, description="Where the passphrase is read instead of the terminal, such as systemd's LoadCredential.")
    keyring_seconds: float = Field(15, gt=0, le=600, description="How long to wait for the keyring; it may be asking you for a password.")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much the agent says of itself.")
    model: Literal["off", "ollama", "openai"] = Field("off", description="The language model that may be asked: how its server is spoken to.")
    model_url: str = Field("", description="Where its server is; with ollama this machine's own when empty.")
    model_name: str = Field("", description="Its name, as the server calls it.")
    model_seconds: float = Field(60, gt=0, le=600, description="How long to wait for one answer of it.")
    phrasing: bool = Field(False, description="Whether that model may put prompts into other words.")
    second_reader: Literal["off", "encoder", "model"] = Field(
        "off", description="What reads both pages once more after the first answer: a sentence encoder on this machine, or that model."
    )
    encoder: Path | None = Field(None, description="The folder of the sentence encoder: model.onnx and tokenizer.json.")
    waiting: int = Field(32, ge=1, le=10_000, description="How many requests may wait before the agent says that it is busy.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, then environment, then file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, Paths.from_environment().settings_file)


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of `learnlearn config`."""

    name: str
    value: str
    default: str
    where: Where
    help: str


def load(**flags: SettingValue | None) -> Settings:
    """The settings in force. Flags that were not given are None. Raises SettingsError naming the setting and where it was set."""
    given = {name: value for name, value in flags.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]  # checked by pydantic, flag by flag
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{Paths.from_environment().settings_file} is not valid TOML: {error}") from None
    except ValidationError as error:
        faults = tuple(Fault(path=".".join(map(str, fault["loc"])), message=fault["msg"]) for fault in error.errors(include_input=False))
        named = "; ".join(f"{fault.path.upper()} ({_where(fault.path, flags)}): {fault.message}" for fault in faults)
        raise SettingsError(named, faults=faults) from None


def shown(settings: Settings) -> Iterator[Shown]:
    """Every setting with its value, default, origin and meaning; no setting is a secret."""
    for name, field in Settings.model_fields.items():
        value = getattr(settings, name)
        text = "" if value is None else str(value)
        default = "" if field.default is None else str(field.default)
        yield Shown(name, text, default, _where(name, {}), field.description or "")


def of_this_shell(settings: Settings, paths: Paths) -> dict[str, str]:
    """The environment variables that make another process find the same home and settings; files and folders by their whole path."""
    names = [name for name in Settings.model_fields if _where(name, {}) == "environment"]
    values = {name: getattr(settings, name) for name in names}
    found = {_PREFIX + name.upper(): str(value.absolute() if isinstance(value, Path) else value) for name, value in values.items()}
    if os.environ.get(HOME_VARIABLE):
        found[HOME_VARIABLE] = str(paths.config.parent)
    return found


def record(paths: Paths, name: str, value: SettingValue) -> None:
    """Writes one setting into the file and leaves every other line as it is. Raises SettingsError when it does not fit."""
    if name not in Settings.model_fields:
        raise SettingsError(f"there is no setting {name!r}; there are: {', '.join(Settings.model_fields)}")
    value = getattr(load(**{name: value}), name)  # "19000" becomes a number, as the setting wants it
    old = paths.settings_file.read_text("utf-8") if paths.settings_file.exists() else ""
    line = f"{name} = {json.dumps(value, ensure_ascii=False, default=str)}"  # a JSON scalar is a TOML scalar
    new, found = re.subn(rf"(?m)^{re.escape(name)}\s*=.*$", lambda _: line, old)
    new = new if found else f"{line}\n{old}"
    if new != old:
        atomic_write(paths.settings_file, new.encode())


def _where(name: str, flags: Mapping[str, object]) -> Where:
    if flags.get(name) is not None:
        return "flag"
    if any(key.upper() == _PREFIX + name.upper() for key in os.environ):
        return "environment"
    file = Paths.from_environment().settings_file
    try:
        in_file = tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
    except tomllib.TOMLDecodeError:
        in_file = {}
    return "file" if name in in_file else "default"
