namespace OpenRouterKeys.Cli.Create;

/// <summary>What no single option can know: whether they make sense together. Asked before any input or output.</summary>
internal static class OrderCheck
{
    public static void Run(CreateOrder order)
    {
        string[] problems = [.. Problems(order)];
        if (problems.Length > 0)
        {
            throw new UsageException(problems);
        }
    }

    private static IEnumerable<string> Problems(CreateOrder order)
    {
        if (order.Name is null && order.FromJson is null)
        {
            yield return "NAME is missing: give the key a name, or a request with --from-json.";
        }

        if (order.Api.Problem is { } problem)
        {
            yield return problem;
        }

        if (order.LosesSecret)
        {
            yield return "The new key's secret is shown once, and nothing here would keep it: add --secret-to FILE, --json or --reveal (or try it with --simulator or --dry-run).";
        }
    }
}
