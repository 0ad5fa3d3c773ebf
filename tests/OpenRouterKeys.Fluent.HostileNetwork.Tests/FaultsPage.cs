using System.Text;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.Pipelines;
using OpenRouterKeys.Fluent.HostileNetwork.Tests.RepeatableCalls;

namespace OpenRouterKeys.Fluent.HostileNetwork.Tests;

/// <summary>Writes FAULTS.md: the result of each fault, and the pipelines in which it differs.</summary>
internal static class FaultsPage
{
    private const string Introduction = """
        # Network faults and their outcomes

        Each row is a network fault during the creation of a key. The second table, [at the end](#calls-that-may-be-repeated), is about the other calls. The
        test suite runs every fault with the library's own client and with %pipelines% other client pipelines, and generates this page from the results. To
        update it, run the tests of this project with `WRITE_FAULTS=1`.

        | column | content |
        | --- | --- |
        | fault | What the network, the proxy or the server does. *Timeout* means that nothing more arrives until the attempt times out. |
        | outcome | What the library's own client reports; see the next table. |
        | bodies | The number of POST bodies that reached the server, or *partial* if one arrived incomplete. |
        | with SendOnceHandler | Differences in pipelines whose primary handler is `SendOnceHandler`. Empty: none. |
        | without SendOnceHandler | Differences in the same pipelines with the factory's default primary handler, which follows redirects. Empty: none. |

        A difference is an outcome, a number of bodies and the pipelines with that result. Results that depend on timing are left out.

        | outcome | meaning |
        | --- | --- |
        | created | The key is returned. |
        | created by later response | A key is returned. It comes from a request that was sent after the fault. |
        | rejected, management key rejected, rate limited, unavailable, canceled | No key was created. |
        | unknown | A key may have been created. |

        A number in an outcome is the response's status code. The library itself retries only after a 429 or if nothing was sent, up to three attempts.

        The pipelines are: %names%.

        """;

    private const string RepeatableIntroduction = """

        # Calls that may be repeated

        Each row is a fault that happens to every attempt of a call; each column is a call. A cell contains the outcome that the library's own client
        reports and, in parentheses, the number of requests.

        The client makes at most three attempts. Two faults cause more requests: if the server closes the connection before it responds, .NET's
        `SocketsHttpHandler` sends a request without content up to four times in each attempt; and if a policy's assignment changes meanwhile (409), the
        client writes it up to five times.

        Not in the table: if only the first attempt has the fault, the second attempt, if there is one, succeeds. With `AddStandardResilienceHandler`, and
        with a handler that buffers bodies, the outcome of an update, deletion or assignment is the same or unknown.

        `GetBindingsAsync` reads the bindings, and `BindAsync` assigns them. The other requests of these operations have no fault.

        | outcome | meaning |
        | --- | --- |
        | read, updated, deleted, bound | The call succeeded. |
        | rejected, management key rejected, rate limited, no such key, unavailable, canceled | The exception that is thrown. Nothing was changed. |
        | unknown | `KeyOutcomeUnknownException`: the key may have been updated, deleted or bound. |
        | unreadable | The result lists this kind of binding as unreadable. |
        | not available | The account does not have this kind of binding. |
        | not bound | Nothing was bound, as reading the bindings afterwards shows. |


        """;

    public static async Task<string> WriteAsync()
    {
        var page = new StringBuilder(Introduction
            .Replace("%pipelines%", $"{Pipeline.All.Count - 1}", StringComparison.Ordinal)
            .Replace("%names%", string.Join(", ", Pipeline.WithSendOnceHandler), StringComparison.Ordinal));
        foreach (var (title, faults) in FaultList.Groups)
        {
            page.Append("\n## ").Append(title)
                .Append("\n\n| fault | outcome | bodies | with SendOnceHandler | without SendOnceHandler |\n| --- | --- | --- | --- | --- |\n");
            foreach (var fault in faults)
            {
                page.Append(await FormatRowAsync(fault)).Append('\n');
            }
        }

        return page.Append(await WriteRepeatableCallsAsync()).ToString();
    }

    private static async Task<string> WriteRepeatableCallsAsync()
    {
        var calls = RepeatableCall.All;
        var page = new StringBuilder(RepeatableIntroduction)
            .Append("| fault | ").AppendJoin(" | ", calls).Append(" |\n| --- |").AppendJoin("", calls.Select(_ => " --- |")).Append('\n');
        foreach (var fault in RepeatableFault.All)
        {
            var results = await Task.WhenAll(calls.Select(call => new RepeatableCallRun(fault, call, Pipeline.Library).GetResultAsync()));
            page.Append("| ").Append(fault.Name).Append(" | ").AppendJoin(" | ", results.Select(result => $"{result.Outcome} ({result.Attempts})")).Append(" |\n");
        }

        return page.ToString();
    }

    private static async Task<string> FormatRowAsync(Fault fault)
    {
        var (outcome, bodies) = Format(fault, await FaultMatrix.RunAsync(fault, Pipeline.Library));
        if (outcome.Contains(" or ", StringComparison.Ordinal))
        {
            return $"| {fault.Name} | {outcome} | {bodies} | | |"; // depends on the network only, so differences are not listed
        }

        var with = await FormatDifferencesAsync(fault, (outcome, bodies), Pipeline.WithSendOnceHandler);
        var without = await FormatDifferencesAsync(fault, (outcome, bodies), Pipeline.WithoutSendOnceHandler);
        return $"| {fault.Name} | {outcome} | {bodies} | {with} | {without} |";
    }

    private static async Task<string> FormatDifferencesAsync(Fault fault, (string, string) expected, IReadOnlyList<Pipeline> pipelines)
    {
        var results = new List<(Pipeline Pipeline, (string Outcome, string Bodies) Cell)>();
        foreach (var pipeline in pipelines.Where(pipeline => pipeline.HasSendOnceHandler || !fault.IsTimingDependent || !(pipeline.HasResending || pipeline.HasBuffering)))
        {
            results.Add((pipeline, Format(fault, await FaultMatrix.RunAsync(fault, pipeline))));
        }

        var differences = results.Where(result => result.Cell != expected).GroupBy(result => result.Cell, result => result.Pipeline.Name).ToList();
        return string.Join("; ", differences.Select(same => $"{same.Key.Outcome}, {same.Key.Bodies}: {FormatNames([.. same], pipelines.Count)}"));
    }

    private static string FormatNames(string[] names, int pipelineCount) => names.Length == pipelineCount ? "all" : string.Join(", ", names);

    private static (string Outcome, string Bodies) Format(Fault fault, FaultResult result) => (
        fault.Outcome.Split(" or ").Contains(result.Outcome) ? fault.Outcome : result.Outcome,
        result.PartialBodyCount == 0 ? $"{result.BodyCount}" : "partial");
}
