namespace OpenRouterKeys.Fluent.Hosting;

/// <summary>Validates values with the library's own code, because the library's version, and so its rules, may differ from this package's.</summary>
internal static class LibraryValidation
{
    private static readonly ManagementKey AnyKey = ManagementKey.From("any");

    /// <returns>What is wrong and what to do; null if the options are valid.</returns>
    public static string? FindProblem(OpenRouterKeysOptions options) =>
        FindProblem(() => new OpenRouterKeysClient(AnyKey, options with { LoggerFactory = null }).Dispose());

    /// <returns>What is wrong and what to do, without the key; null if it is valid.</returns>
    public static string? FindProblem(string? managementKey) => FindProblem(() => ManagementKey.From(managementKey!));

    /// <summary>Replaces the problem's subject by the path of the property that it is about.</summary>
    public static string AtPath(string problem, string subject, string path) =>
        problem.IndexOf(subject, StringComparison.Ordinal) is >= 0 and var start ? path + problem[(start + subject.Length)..] : $"{path}: {problem}";

    private static string? FindProblem(Action validate)
    {
        try
        {
            validate();
            return null;
        }
        catch (ArgumentException exception)
        {
            var parameter = $" (Parameter '{exception.ParamName}')"; // which .NET appends
            return exception.Message.Replace(parameter, "", StringComparison.Ordinal);
        }
    }
}
