//! Tells Zed how to start the language server of `.ncrn`, and which settings it has.

use zed_extension_api::serde_json::{json, Value};
use zed_extension_api::settings::{CommandSettings, LspSettings};
use zed_extension_api::{self as zed, Command, LanguageServerId, Result, Worktree};

const NAME: &str = "ncrn";
const ARGUMENTS: [&str; 2] = ["lsp", "--stdio"];
const NOT_FOUND: &str = "The language server of .ncrn was not found: there is no `ncrn` on the PATH of this folder. \
    Install it, or say in the settings where it is: \
    \"lsp\": { \"ncrn\": { \"binary\": { \"path\": \"/path/to/ncrn\", \"arguments\": [\"lsp\", \"--stdio\"] } } }";

struct NcrnExtension;

impl zed::Extension for NcrnExtension {
    fn new() -> Self {
        Self
    }

    /// The program of the settings, else `ncrn` from the PATH.
    fn language_server_command(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Command> {
        let settings = LspSettings::for_worktree(server.as_ref(), worktree)?.binary;
        let CommandSettings {
            path,
            arguments,
            env,
        } = settings.unwrap_or(CommandSettings {
            path: None,
            arguments: None,
            env: None,
        });
        let command = path.or_else(|| worktree.which(NAME)).ok_or(NOT_FOUND)?;
        let args = arguments.unwrap_or_else(|| ARGUMENTS.map(String::from).to_vec());
        let mut variables = worktree.shell_env();
        variables.extend(env.unwrap_or_default());
        Ok(Command {
            command,
            args,
            env: variables,
        })
    }

    /// What stands in `lsp.ncrn.settings`, as the section `ncrn` for which the server asks.
    fn language_server_workspace_configuration(
        &mut self,
        server: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<Value>> {
        let settings = LspSettings::for_worktree(server.as_ref(), worktree)?.settings;
        Ok(settings.map(|settings| match settings.get(NAME) {
            Some(_) => settings,
            None => json!({ NAME: settings }),
        }))
    }
}

zed::register_extension!(NcrnExtension);
