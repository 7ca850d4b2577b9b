using System.CommandLine;
using Mkr.Cli.Output;

namespace Mkr.Cli.Commands;

/// <summary>
/// <c>mkr completion</c>: the script that makes a shell complete commands, options, models, settings and run folders. The script asks the
/// program itself, by the directive <c>[suggest:POSITION]</c> of the parser's library.
/// </summary>
internal static class CompletionCommand
{
    // A key of a setting ends in an equals sign, and no space is to follow.
    private const string Bash = """
        _mkr()
        {
            local IFS=$'\n'
            local found
            found=$(mkr "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
            COMPREPLY=($(compgen -W "${found}" -- "${COMP_WORDS[COMP_CWORD]}"))
            [[ "${COMPREPLY[0]}" == *= ]] && compopt -o nospace 2>/dev/null
        }
        complete -o default -F _mkr mkr
        """;

    private const string Zsh = """
        #compdef mkr
        _mkr()
        {
            local -a keys words
            words=("${(@f)$(mkr "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            keys=(${(M)words:#*=})
            words=(${words:#*=})
            compadd -S '' -a keys
            compadd -a words || _files
        }
        compdef _mkr mkr
        """;

    private const string Fish = """
        function __mkr_complete
            set -l line (commandline -cp)
            mkr "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c mkr -a '(__mkr_complete)'
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName mkr -ScriptBlock {
            param($word, $line, $position)
            mkr "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    /// <summary>The shells, the script of each, and the line that loads it.</summary>
    public static IReadOnlyList<(string Name, string Script, string Use)> Shells { get; } =
    [
        ("bash", Bash, "~/.bashrc: source <(mkr completion bash)"),
        ("zsh", Zsh, "~/.zshrc, after compinit: source <(mkr completion zsh)"),
        ("fish", Fish, "~/.config/fish/config.fish: mkr completion fish | source"),
        ("pwsh", PowerShell, "$PROFILE: mkr completion pwsh | Out-String | Invoke-Expression"),
    ];

    public static Command Create()
    {
        var command = new Command("completion", "Prints the script that makes a shell complete what is typed after mkr.");
        foreach ((string name, string script, string use) in Shells)
        {
            var ofShell = new Command(name, $"For {use}");
            ofShell.SetAction(_ =>
            {
                Console.WriteLine(script);
                return ErrorReport.Success;
            });
            command.Subcommands.Add(ofShell);
        }

        return command;
    }
}
