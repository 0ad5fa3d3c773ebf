using System.CommandLine;
using OpenRouterKeys.Cli.Api;
using OpenRouterKeys.Cli.Output;
using OpenRouterKeys.Fluent;

namespace OpenRouterKeys.Cli.Manage;

/// <summary>A command about one key that shows what the API tells of it afterwards.</summary>
internal abstract class OneKeyCommand(string name, string description, Terminal terminal) : ApiCommand(name, description, terminal)
{
    protected HashArgument Hash { get; } = HashArgument.Make();

    protected async Task<int> ShowAsync(
        ParseResult parsed, string? done, Func<OpenRouterKeysClient, Task<KeyInfo>> call, CancellationToken cancellationToken)
    {
        await using var api = await OpenAsync(parsed, cancellationToken);
        return Show(parsed, done, await call(api.Client));
    }

    protected int Show(ParseResult parsed, string? done, KeyInfo key)
    {
        var target = TargetOf(parsed);
        return Answer.Write(done, Terminal, () =>
        {
            if (IsJson(parsed))
            {
                Terminal.Output.WriteLine(KeyJson.Write(key, target.Simulator));
            }
            else
            {
                KeyView.Show(done, key, target, Terminal);
            }
        });
    }
}
