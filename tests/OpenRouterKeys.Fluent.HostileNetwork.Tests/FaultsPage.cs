using System.Text;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Wrappings;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>The page FAULTS.md: what came of each fault, and where a wrapping changes it.</summary>
internal static class FaultsPage
{
    private const string Opening = """
        # Faults, and what comes of them

        Written by the tests of this project from what came out: run them with `WRITE_FAULTS=1` to write it anew.

        - **outcome**: what a client of the library's own tells. *created*: the key comes back. *rejected*, *management key rejected*, *rate limited*,
          *unavailable*, *cancelled*: no key was made. *unknown*: a key may have been made. A number is the answer's status.
        - **bodies**: POST bodies that reached the server; *part*: one that did not come whole. After a 429 and where nothing was sent the
          client sends again by itself, three attempts in all; every server here answers the body that comes after the fault with another key.
        - **guarded**: a caller's client with `SendOnceHandler` as its primary handler, inside each of
          %guarded%.
        - **unguarded**: the same without it, over the factory's usual handler, which follows redirects.
        - The last two columns say only what differs: an outcome, the bodies, and the wrappings that it came out under. Where the network decides
          by chance, or a race with a handler that sends again, they say nothing.

        """;

    public static async Task<string> WriteAsync()
    {
        var page = new StringBuilder(Opening.Replace("%guarded%", string.Join(", ", WrappingList.Guarded), StringComparison.Ordinal));
        foreach (var (title, faults) in FaultList.Groups)
        {
            page.Append("\n## ").Append(title).Append("\n\n| fault | outcome | bodies | guarded | unguarded |\n| --- | --- | --- | --- | --- |\n");
            foreach (var fault in faults)
            {
                page.Append(await RowAsync(fault)).Append('\n');
            }
        }

        return page.ToString();
    }

    private static async Task<string> RowAsync(Fault fault)
    {
        var (outcome, bodies) = Say(fault, await Matrix.PlayAsync(fault, WrappingList.Own));
        if (outcome.Contains(" or ", StringComparison.Ordinal))
        {
            return $"| {fault.Name} | {outcome} | {bodies} | | |"; // the network alone decides, and under each wrapping anew
        }

        var guarded = await DifferencesAsync(fault, (outcome, bodies), WrappingList.Guarded);
        var unguarded = await DifferencesAsync(fault, (outcome, bodies), WrappingList.Unguarded);
        return $"| {fault.Name} | {outcome} | {bodies} | {guarded} | {unguarded} |";
    }

    private static async Task<string> DifferencesAsync(Fault fault, (string, string) usual, IReadOnlyList<Wrapping> wrappings)
    {
        var results = new List<(Wrapping Wrapping, (string Outcome, string Bodies) Said)>();
        foreach (var wrapping in wrappings.Where(wrapping => wrapping.IsGuarded || !fault.RacesWithRetries || !(wrapping.SendsAgain || wrapping.BuffersBodies)))
        {
            results.Add((wrapping, Say(fault, await Matrix.PlayAsync(fault, wrapping))));
        }

        var differences = results.Where(result => result.Said != usual).GroupBy(result => result.Said, result => result.Wrapping.Name).ToList();
        return string.Join("; ", differences.Select(same => $"{same.Key.Outcome}, {same.Key.Bodies}: {Names(same, wrappings.Count)}"));
    }

    private static string Names(IEnumerable<string> names, int all) => names.Count() == all ? "all" : string.Join(", ", names);

    private static (string Outcome, string Bodies) Say(Fault fault, Result result) => (
        fault.Outcome.Split(" or ").Contains(result.Outcome) ? fault.Outcome : result.Outcome,
        result.PartsOfBodies == 0 ? $"{result.Bodies}" : "part");
}
